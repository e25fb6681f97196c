import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { type Pod, podField, podsOf, servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const config = `
apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: apps }
data: { MODE: fast }
---`;
const reader = 'envFrom: [{ configMapRef: { name: app } }]';

export const configChecksum: Rule = {
  id: 'gitops/config-checksum',
  title: 'A pod that reads a ConfigMap at its start needs a checksum of it in its template',
  severity: 'warning',
  why: 'A commit changes the ConfigMap and not the Deployment, so no pod restarts: the pods keep the old configuration until something else restarts them.',
  source:
    'kubernetes.io/docs/concepts/configuration/configmap "Mounted ConfigMaps are updated automatically"; helm.sh/docs/howto/charts_tips_and_tricks (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${config}${deploymentExample(reader)}` },
  good: {
    kubernetes: `${config}${deploymentExample(reader).replace('labels: { app: app } }\n    spec', 'labels: { app: app }, annotations: { checksum/config: b0f1 } }\n    spec')}`,
  },
  check: (picture) =>
    podsOf(picture)
      .filter((pod) => servingKinds.includes(pod.owner.object.kind) && !isRestarted(pod))
      .flatMap((pod) =>
        readNames(pod).flatMap(({ name, field }) => {
          const found = picture.find('ConfigMap', name, pod.namespace);
          if (found === undefined || found.object['immutable'] === true || hasHash(name)) return [];
          return [
            {
              in: pod.owner,
              field,
              message: `The pods read ConfigMap ${name} at their start, and nothing in the template changes with it, so they keep the old values after a commit.`,
              expected: 'an annotation of the template with a checksum of the ConfigMap',
              fix: `Add a checksum annotation, or make the name of the ConfigMap change with its content.`,
            },
          ];
        }),
      ),
};

/** A checksum, or Stakater's Reloader, restarts the pods. */
function isRestarted({ annotations, owner }: Pod): boolean {
  const all = { ...annotations, ...owner.object.metadata.annotations };
  return Object.keys(all).some((key) => /checksum|config-?hash|sha256|reloader\.stakater\.com/i.test(key));
}

/** Names with the suffix of a generator change with the content: `app-5h2k7d9m4f`. */
function hasHash(name: string): boolean {
  return /-[0-9bcdfghkmt25-9]{10}$/.test(name) || /-[0-9a-f]{8,}$/.test(name);
}

/**
 * ConfigMaps that a process reads once: variables, and files mounted by `subPath`, which Kubernetes
 * never updates. Whether a process reads the other files again is not known, except for engines.
 */
function readNames(pod: Pod): readonly { readonly name: string; readonly field: string }[] {
  const found = pod.containers.flatMap(({ path, json }) => [
    ...listAt(json, 'envFrom').map((source, index) => ({
      name: textAt(source, 'configMapRef.name'),
      field: `${path}.envFrom[${index}]`,
    })),
    ...listAt(json, 'env').map((variable, index) => ({
      name: textAt(variable, 'valueFrom.configMapKeyRef.name'),
      field: `${path}.env[${index}]`,
    })),
    ...listAt(json, 'volumeMounts').flatMap((mount) => {
      const index = listAt(pod.spec, 'volumes').findIndex(
        (volume) => textAt(volume, 'name') === textAt(mount, 'name'),
      );
      const volume = listAt(pod.spec, 'volumes')[index];
      const isOnce =
        textAt(mount, 'subPath') !== undefined || isReadByEngine(json, textAt(mount, 'mountPath'));
      return isOnce
        ? [{ name: textAt(volume, 'configMap.name'), field: podField(pod, `spec.volumes[${index}]`) }]
        : [];
    }),
  ]);
  const named = found.flatMap(({ name, field }) => (name === undefined ? [] : [{ name, field }]));
  return [...new Map(named.map((each) => [each.name, each])).values()];
}

/** Whether an argument names a file in the mount, which a process reads at its start. */
function isReadByEngine(json: unknown, mountPath: string | undefined): boolean {
  if (mountPath === undefined) return false;
  return ['command', 'args'].some((field) =>
    listAt(json, field).some((each) => typeof each === 'string' && each.includes(mountPath)),
  );
}
