import { parse } from 'yaml';
import { releases, secretsOfValues } from './chart-objects';
import { type Deployment, describeObject, type Json, ofKind, resourcesOf } from './deployment';
import { hasRole, identityOfClientId, identityOfPod } from './identities';
import { type Link, missing } from './link';
import {
  containersOf,
  mountedConfigMaps,
  mountedProviderClasses,
  type PodTemplate,
  podTemplates,
} from './pods';

/** Where secrets and certificates come from. */
export const secretLinks: readonly Link[] = [
  {
    name: 'each SecretProviderClass reads the vault of the stack as an identity that may',
    broken: (d) =>
      ofKind(d, 'SecretProviderClass').flatMap(({ metadata, spec }) => {
        const vault = resourcesOf(d, 'azurerm_key_vault').find(
          ([, resource]) => resource.name === spec.parameters.keyvaultName,
        )?.[1];
        const identity = identityOfClientId(d, spec.parameters.clientID);
        return missing(
          hasRole(d, identity, 'Key Vault Secrets User', vault) &&
            spec.parameters.tenantId === vault.tenant_id,
          `${metadata.name} cannot read ${spec.parameters.keyvaultName}`,
        );
      }),
  },
  {
    name: 'each SecretProviderClass that a pod mounts exists, and is read as the identity of the pod',
    broken: (d) =>
      podTemplates(d).flatMap((pod) => {
        const wanted = (pod.template.spec.volumes ?? []).filter((volume: Json) => volume.csi !== undefined);
        const mounted = mountedProviderClasses(d, pod);
        return [
          ...missing(wanted.length === mounted.length, `${describeObject(pod.workload)} mounts what is not`),
          ...mounted.flatMap(({ providerClass }) =>
            missing(
              identityOfPod(d, pod) !== undefined &&
                identityOfClientId(d, providerClass.spec.parameters.clientID) === identityOfPod(d, pod),
              `${describeObject(pod.workload)} reads ${providerClass.metadata.name} as another`,
            ),
          ),
        ];
      }),
  },
  {
    name: 'each SecretProviderClass is mounted by a pod, without which nothing is read',
    broken: (d) => {
      const mounted = podTemplates(d).flatMap((pod) =>
        mountedProviderClasses(d, pod).map(({ providerClass }) => providerClass),
      );
      return ofKind(d, 'SecretProviderClass').flatMap((object) =>
        missing(mounted.includes(object), `nothing mounts ${object.metadata.name}`),
      );
    },
  },
  {
    name: 'each secret that is synced is asked for',
    broken: (d) =>
      ofKind(d, 'SecretProviderClass').flatMap((object) =>
        (object.spec.secretObjects ?? []).flatMap((secret: Json) =>
          secret.data.flatMap(({ objectName }: Json) =>
            missing(
              askedFor(object).includes(objectName),
              `${object.metadata.name} does not ask for ${objectName}`,
            ),
          ),
        ),
      ),
  },
  {
    name: 'each secret that a pod wants is synced by a SecretProviderClass that the pod mounts',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        wantedSecrets(d, pod).flatMap(({ name, key }) =>
          missing(
            vaultSecretOf(d, pod, name, key) !== undefined,
            `${describeObject(pod.workload)} wants ${name}/${key}`,
          ),
        ),
      ),
  },
  {
    name: 'each variable that a configuration reads is one of the pod that mounts it',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        mountedConfigMaps(d, pod).flatMap(({ metadata, data }) => {
          const names = containersOf(pod)
            .flatMap(({ env }) => env ?? [])
            .map(({ name }: Json) => name);
          return [...JSON.stringify(data).matchAll(/os\.environ\/(\w+)/g)].flatMap(([, name]) =>
            missing(names.includes(name), `${metadata.name} reads ${name}`),
          );
        }),
      ),
  },
  {
    name: 'each certificate file that Envoy serves is asked for, where Envoy looks',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        mountedConfigMaps(d, pod).flatMap(({ metadata, data }) =>
          [...JSON.stringify(data).matchAll(/\\"filename\\": ?\\"([^"\\]+)\\"/g)].flatMap(([, file]) =>
            missing(
              mountedProviderClasses(d, pod).some(({ providerClass, mountPath }) =>
                askedFor(providerClass).some((name) => `${mountPath}/${name}` === file),
              ),
              `${metadata.name} reads ${file}`,
            ),
          ),
        ),
      ),
  },
  {
    name: 'each certificate configuration that Envoy reads is a file of its ConfigMap',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        mountedConfigMaps(d, pod).flatMap(({ metadata, data }) =>
          [...JSON.stringify(data).matchAll(/\\"path\\": ?\\"\/etc\/envoy\/([^"\\]+)\\"/g)].flatMap(
            ([, file]) => missing(data[file!] !== undefined, `${metadata.name} has no ${file}`),
          ),
        ),
      ),
  },
  {
    name: 'each certificate of a Gateway is a Secret that a SecretProviderClass of its namespace makes',
    broken: (d) =>
      ofKind(d, 'Gateway').flatMap(({ metadata, spec }) =>
        spec.listeners
          .flatMap(({ tls }: Json) => tls?.certificateRefs ?? [])
          .flatMap(({ name }: Json) =>
            missing(
              ofKind(d, 'SecretProviderClass').some(
                (object) =>
                  object.metadata.namespace === metadata.namespace &&
                  (object.spec.secretObjects ?? []).some(
                    (secret: Json) => secret.secretName === name && secret.type === 'kubernetes.io/tls',
                  ),
              ),
              `${metadata.name} has no certificate ${name}`,
            ),
          ),
      ),
  },
];

/** Names of a vault's secrets and certificates that a SecretProviderClass reads. */
function askedFor({ spec }: Json): readonly string[] {
  return parse(spec.parameters.objects).array.map((text: string) => parse(text).objectName);
}

function wantedSecrets(
  d: Deployment,
  pod: PodTemplate,
): readonly { readonly name: string; readonly key: string }[] {
  const values = releases(d).find(({ application }) => application === pod.workload)?.values;
  return [
    ...containersOf(pod)
      .flatMap(({ env }) => env ?? [])
      .flatMap(({ valueFrom }: Json) => valueFrom?.secretKeyRef ?? []),
    ...containersOf(pod)
      .flatMap(({ envFrom }) => envFrom ?? [])
      .flatMap(({ secretRef }: Json) =>
        secretRef === undefined ? [] : [{ name: secretRef.name, key: '*' }],
      ),
    ...secretsOfValues(values),
  ];
}

/** Name in the vault of a key of a Secret that the pod has because it mounts its SecretProviderClass. */
export function vaultSecretOf(
  d: Deployment,
  pod: PodTemplate,
  secretName: string,
  key: string,
): string | undefined {
  return mountedProviderClasses(d, pod)
    .flatMap(({ providerClass }) => providerClass.spec.secretObjects ?? [])
    .filter((secret: Json) => secret.secretName === secretName)
    .flatMap(({ data }: Json) => data)
    .find((entry: Json) => entry.key === key)?.objectName;
}

/** Name in the vault of what a pod has as an environment variable. */
export function vaultSecretOfVariable(d: Deployment, pod: PodTemplate, variable: string): string | undefined {
  const reference = containersOf(pod)
    .flatMap(({ env }) => env ?? [])
    .find(({ name }: Json) => name === variable)?.valueFrom?.secretKeyRef;
  return reference === undefined ? undefined : vaultSecretOf(d, pod, reference.name, reference.key);
}
