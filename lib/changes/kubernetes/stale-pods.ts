import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { type Pod, podsOf } from '../../check/views/pods';
import { isJsonObject, listAt, textAt } from '../../values/json';
import type { ApplicationChanges, ChangedObject } from './object-changes';
import { type ObjectName, objectText } from './object-name';

/**
 * How a pod gets the content of an object. `environment`: once, when a container starts. `file`:
 * the kubelet updates the file within two minutes, and the process has to read it again.
 * `sub-path`: once, when the pod is created. `mount`: by the rotation of the CSI driver, if it is
 * enabled. `account`: once, when the pod is created.
 */
export type Use = 'environment' | 'file' | 'sub-path' | 'mount' | 'account';

/** Pods that keep the old content of a changed object. */
export interface StalePods {
  /** The changed object: `ConfigMap production/litellm`. */
  readonly source: string;
  /** The workload that reads it and does not restart: `Deployment production/litellm`. */
  readonly workload: string;
  readonly uses: readonly Use[];
}

/**
 * Pods that read a changed object and do not restart.
 *
 * Sources (2026-11): kubernetes.io/docs/concepts/configuration/configmap, "Mounted ConfigMaps are
 * updated automatically", and "Using ConfigMaps as environment variables";
 * kubernetes-sigs/secrets-store-csi-driver v1.5.3, pkg/rotation/reconciler.go (`reconcile` reads
 * the class again); azure.github.io/azure-workload-identity, "Service account labels and
 * annotations" (the webhook reads them when a pod is created).
 */
export function stalePods(
  after: DeploymentPicture,
  applications: readonly ApplicationChanges[],
): readonly StalePods[] {
  const changed = applications.flatMap((application) => application.changed);
  const added = applications.flatMap((application) => application.added).map(objectText);
  const restarted = new Set([
    ...changed.filter(({ restart, recreated }) => restart?.when === 'now' || recreated).map(objectText),
    ...added,
  ]);
  const sources = changed.filter(isRead).map((source) => ({ ...source, secrets: secretsOf(after, source) }));
  const found = podsOf(after).flatMap((pod) => {
    const workload = describeObject(pod.owner.object);
    if (restarted.has(workload) || runsToCompletion.includes(pod.owner.object.kind)) return [];
    return sources.flatMap((source) => {
      const uses = source.namespace === pod.namespace ? usesOf(pod, source, source.secrets) : [];
      return uses.length === 0 ? [] : [{ source: objectText(source), workload, uses }];
    });
  });
  // The leader and the workers of a group are pods of the same workload.
  const merged = new Map<string, StalePods>();
  for (const each of found) {
    const key = `${each.workload} ${each.source}`;
    merged.set(key, { ...each, uses: [...new Set([...(merged.get(key)?.uses ?? []), ...each.uses])] });
  }
  return [...merged.values()];
}

/** Kinds whose next run reads everything again. */
const runsToCompletion: readonly string[] = ['Job', 'CronJob', 'ScaledJob', 'Pod'];

/** Whether a part of an object changed that pods read. Pods do not read labels. */
function isRead({ kind, changes }: ChangedObject): boolean {
  const parts = readParts[kind];
  return parts !== undefined && changes.some(({ fields }) => parts.test(fields.join('.')));
}

const readParts: Readonly<Record<string, RegExp>> = {
  ConfigMap: /^(?:data|binaryData)\b/,
  Secret: /^(?:data|stringData)\b/,
  SecretProviderClass: /^spec\b/,
  ServiceAccount: /^metadata\.annotations\.azure\.workload\.identity\//,
};

/** Secrets that the CSI driver creates for a SecretProviderClass. */
function secretsOf(after: DeploymentPicture, { kind, name, namespace }: ObjectName): readonly string[] {
  const found = kind === 'SecretProviderClass' ? after.find(kind, name, namespace) : undefined;
  return listAt(found?.object, 'spec.secretObjects').flatMap((each) => textAt(each, 'secretName') ?? []);
}

function usesOf(pod: Pod, { kind, name }: ObjectName, secrets: readonly string[]): readonly Use[] {
  switch (kind) {
    case 'ConfigMap':
      return [...environmentUses(pod, 'configMap', name), ...volumeUses(pod, kind, name)];
    case 'Secret':
      return [...environmentUses(pod, 'secret', name), ...volumeUses(pod, kind, name)];
    case 'SecretProviderClass':
      return [
        ...volumeUses(pod, kind, name),
        ...secrets.flatMap((secret) => environmentUses(pod, 'secret', secret)),
      ];
    default:
      return textAt(pod.spec, 'serviceAccountName') === name ? ['account'] : [];
  }
}

function environmentUses({ containers }: Pod, source: 'configMap' | 'secret', name: string): readonly Use[] {
  const isUsed = containers.some(
    ({ json }) =>
      listAt(json, 'env').some((each) => textAt(each, `valueFrom.${source}KeyRef.name`) === name) ||
      listAt(json, 'envFrom').some((each) => textAt(each, `${source}Ref.name`) === name),
  );
  return isUsed ? ['environment'] : [];
}

function volumeUses({ spec, containers }: Pod, kind: string, name: string): readonly Use[] {
  const volumes = listAt(spec, 'volumes')
    .filter(isJsonObject)
    .filter((volume) => reads(volume, kind, name));
  const mounts = containers.flatMap(({ json }) => listAt(json, 'volumeMounts').filter(isJsonObject));
  return volumes.flatMap((volume) =>
    mounts
      .filter((mount) => mount['name'] === volume['name'])
      .map((mount) => {
        if (kind === 'SecretProviderClass') return 'mount';
        return mount['subPath'] === undefined && mount['subPathExpr'] === undefined ? 'file' : 'sub-path';
      }),
  );
}

function reads(volume: unknown, kind: string, name: string): boolean {
  if (kind === 'SecretProviderClass')
    return textAt(volume, 'csi.volumeAttributes.secretProviderClass') === name;
  const [own, projected] =
    kind === 'ConfigMap' ? ['configMap.name', 'configMap.name'] : ['secret.secretName', 'secret.name'];
  return (
    textAt(volume, own!) === name ||
    listAt(volume, 'projected.sources').some((source) => textAt(source, projected!) === name)
  );
}
