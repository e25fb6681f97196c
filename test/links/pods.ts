import { chartPods } from './chart-objects';
import { type Deployment, type Json, ofKind } from './deployment';

/** A pod template with its workload. */
export interface PodTemplate {
  /** The workload of the pod, or the Application of its chart. */
  readonly workload: Json;
  readonly namespace: string;
  readonly template: Json;
}

/** Pod templates of each kind of workload. */
const templatesOfKind: Readonly<Record<string, (spec: Json, name: string) => readonly Json[]>> = {
  Deployment: (spec) => [spec.template],
  DaemonSet: (spec) => [spec.template],
  StatefulSet: (spec) => [spec.template],
  Job: (spec) => [spec.template],
  CronJob: (spec) => [spec.jobTemplate.spec.template],
  ScaledJob: (spec) => [spec.jobTargetRef.template],
  LeaderWorkerSet: (spec, name) =>
    [spec.leaderWorkerTemplate.leaderTemplate, spec.leaderWorkerTemplate.workerTemplate].map((template) => ({
      ...template,
      metadata: {
        ...template.metadata,
        // The controller adds this label.
        labels: { ...template.metadata.labels, 'leaderworkerset.sigs.k8s.io/name': name },
      },
    })),
};

/** Pod templates of all workloads and charts. */
export function podTemplates(deployment: Deployment): readonly PodTemplate[] {
  const own = Object.entries(templatesOfKind).flatMap(([kind, templatesOf]) =>
    ofKind(deployment, kind).flatMap((workload) =>
      templatesOf(workload.spec, workload.metadata.name).map((template) => ({
        workload,
        namespace: workload.metadata.namespace,
        template,
      })),
    ),
  );
  return [...own, ...chartPods(deployment)];
}

export function containersOf({ template }: PodTemplate): readonly Json[] {
  return [...(template.spec.initContainers ?? []), ...template.spec.containers];
}

/** Environment variables of all containers that have a literal value. */
export function variablesOf(pod: PodTemplate): Readonly<Record<string, string>> {
  return Object.fromEntries(
    containersOf(pod)
      .flatMap(({ env }) => env ?? [])
      .filter(({ value }: Json) => value !== undefined)
      .map(({ name, value }: Json) => [name, value]),
  );
}

/** ConfigMaps that a pod mounts. */
export function mountedConfigMaps(deployment: Deployment, pod: PodTemplate): readonly Json[] {
  const names = (pod.template.spec.volumes ?? []).map((volume: Json) => volume.configMap?.name);
  return ofKind(deployment, 'ConfigMap').filter(
    ({ metadata }) => metadata.namespace === pod.namespace && names.includes(metadata.name),
  );
}

/** SecretProviderClasses that a pod mounts, with their mount path. */
export function mountedProviderClasses(
  deployment: Deployment,
  pod: PodTemplate,
): readonly { readonly providerClass: Json; readonly mountPath: string | undefined }[] {
  return (pod.template.spec.volumes ?? [])
    .filter((volume: Json) => volume.csi?.driver === 'secrets-store.csi.k8s.io')
    .flatMap((volume: Json) =>
      ofKind(deployment, 'SecretProviderClass')
        .filter(
          ({ metadata }) =>
            metadata.namespace === pod.namespace &&
            metadata.name === volume.csi.volumeAttributes.secretProviderClass,
        )
        .map((providerClass) => ({
          providerClass,
          mountPath: containersOf(pod)
            .flatMap(({ volumeMounts }) => volumeMounts ?? [])
            .find((mount: Json) => mount.name === volume.name)?.mountPath,
        })),
    );
}
