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

/** Links between pods, Secrets, SecretProviderClasses and the vault. */
export const secretLinks: readonly Link[] = [
  {
    name: 'each SecretProviderClass reads the vault of the stack with an identity that has the role',
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
    name: 'each SecretProviderClass of a pod exists and uses the identity of the pod',
    broken: (d) =>
      podTemplates(d).flatMap((pod) => {
        const csiVolumes = (pod.template.spec.volumes ?? []).filter(
          (volume: Json) => volume.csi !== undefined,
        );
        const mounted = mountedProviderClasses(d, pod);
        return [
          ...missing(
            csiVolumes.length === mounted.length,
            `${describeObject(pod.workload)} mounts a missing SecretProviderClass`,
          ),
          ...mounted.flatMap(({ providerClass }) =>
            missing(
              identityOfPod(d, pod) !== undefined &&
                identityOfClientId(d, providerClass.spec.parameters.clientID) === identityOfPod(d, pod),
              `${describeObject(pod.workload)} reads ${providerClass.metadata.name} with another identity`,
            ),
          ),
        ];
      }),
  },
  {
    name: 'a pod mounts each SecretProviderClass',
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
    name: 'each synced secret is among the objects that its SecretProviderClass reads',
    broken: (d) =>
      ofKind(d, 'SecretProviderClass').flatMap((object) =>
        (object.spec.secretObjects ?? []).flatMap((secret: Json) =>
          secret.data.flatMap(({ objectName }: Json) =>
            missing(
              objectNamesOf(object).includes(objectName),
              `${object.metadata.name} does not read ${objectName}`,
            ),
          ),
        ),
      ),
  },
  {
    name: 'a SecretProviderClass that the pod mounts syncs each Secret of the pod',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        secretsOf(d, pod).flatMap(({ name, key }) =>
          missing(
            vaultSecretOf(d, pod, name, key) !== undefined,
            `${describeObject(pod.workload)} has no Secret ${name}/${key}`,
          ),
        ),
      ),
  },
  {
    name: 'the pod that mounts a configuration has each variable that it reads',
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
    name: 'each certificate file of Envoy is mounted at its path',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        mountedConfigMaps(d, pod).flatMap(({ metadata, data }) =>
          [...JSON.stringify(data).matchAll(/\\"filename\\": ?\\"([^"\\]+)\\"/g)].flatMap(([, file]) =>
            missing(
              mountedProviderClasses(d, pod).some(({ providerClass, mountPath }) =>
                objectNamesOf(providerClass).some((name) => `${mountPath}/${name}` === file),
              ),
              `${metadata.name} reads ${file}`,
            ),
          ),
        ),
      ),
  },
  {
    name: 'the ConfigMap of Envoy contains each certificate configuration that it reads',
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
    name: 'a SecretProviderClass in the same namespace creates each certificate Secret of a Gateway',
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

/** Names of the vault secrets and certificates that a SecretProviderClass reads. */
function objectNamesOf({ spec }: Json): readonly string[] {
  return parse(spec.parameters.objects).array.map((text: string) => parse(text).objectName);
}

function secretsOf(
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

/** Vault name of a Secret key, from the SecretProviderClasses that the pod mounts. */
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

/** Vault name of the secret in an environment variable of a pod. */
export function vaultSecretOfVariable(d: Deployment, pod: PodTemplate, variable: string): string | undefined {
  const reference = containersOf(pod)
    .flatMap(({ env }) => env ?? [])
    .find(({ name }: Json) => name === variable)?.valueFrom?.secretKeyRef;
  return reference === undefined ? undefined : vaultSecretOf(d, pod, reference.name, reference.key);
}
