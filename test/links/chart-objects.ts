import { type Deployment, type Json, ofKind } from './deployment';
import type { PodTemplate } from './pods';

/** An Application with a chart and its values. */
interface Release {
  readonly application: Json;
  readonly chart: string;
  readonly namespace: string;
  readonly values: Json;
}

export function releases(deployment: Deployment): readonly Release[] {
  return ofKind(deployment, 'Application').flatMap((application) =>
    sourcesOf(application)
      .filter((source) => source.helm !== undefined)
      .map((source) => ({
        application,
        chart: source.chart ?? source.repoURL.split('/').at(-1),
        namespace: application.spec.destination.namespace,
        values: source.helm.valuesObject ?? {},
      })),
  );
}

export function sourcesOf({ spec }: Json): readonly Json[] {
  return spec.sources ?? [spec.source];
}

/** A Service that other pods call. */
export interface CalledService {
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly { readonly port: number; readonly targetPort: number | string }[];
  /** Labels of its pods; undefined if the manifests do not contain the pods. */
  readonly selector: Json;
}

/** The Service of the Langfuse chart. Source: templates/web/service.yaml of langfuse-k8s 2.0.0. */
export function chartServices(deployment: Deployment): readonly CalledService[] {
  return releases(deployment)
    .filter(({ chart }) => chart === 'langfuse')
    .map(({ namespace, values }) => ({
      name: `${values.fullnameOverride}-web`,
      namespace,
      ports: [
        { port: values.langfuse.web.service.externalPort, targetPort: values.langfuse.web.service.port },
      ],
      selector: { app: 'web', 'app.kubernetes.io/name': 'langfuse' },
    }));
}

/** Services that controllers create for Gateways, with the same name. Only inference gateways have callers in the cluster. */
export function gatewayServices(deployment: Deployment): readonly CalledService[] {
  return ofKind(deployment, 'Gateway')
    .filter(({ spec }) => spec.gatewayClassName === 'agentgateway')
    .map(({ metadata, spec }) => ({
      name: metadata.name,
      namespace: metadata.namespace,
      ports: spec.listeners.map(({ port }: Json) => ({ port, targetPort: port })),
      selector: undefined,
    }));
}

/** The pods of the Langfuse chart. */
export function chartPods(deployment: Deployment): readonly PodTemplate[] {
  return releases(deployment)
    .filter(({ chart }) => chart === 'langfuse')
    .flatMap(({ application, namespace, values: { langfuse } }) =>
      (['web', 'worker'] as const).map((role) => ({
        workload: application,
        namespace,
        template: {
          metadata: {
            labels: {
              ...langfuse.pod.labels,
              app: role,
              'app.kubernetes.io/name': 'langfuse',
              'app.kubernetes.io/instance': sourcesOf(application)[0].helm.releaseName,
            },
          },
          spec: {
            serviceAccountName: langfuse.serviceAccount.name,
            nodeSelector: langfuse.nodeSelector,
            tolerations: langfuse.tolerations,
            affinity: langfuse.affinity,
            volumes: langfuse.extraVolumes,
            containers: [
              {
                name: role,
                image: `${langfuse[role].image.repository}:${langfuse[role].image.tag}`,
                env: langfuse.additionalEnv,
                volumeMounts: langfuse.extraVolumeMounts,
                ports: role === 'web' ? [{ name: 'http', containerPort: langfuse.web.service.port }] : [],
              },
            ],
          },
        },
      })),
    );
}

/** Secrets in chart values: `secretKeyRef`, and `existingSecret` with the keys next to it. */
export function secretsOfValues(values: Json): readonly { readonly name: string; readonly key: string }[] {
  if (typeof values !== 'object' || values === null) return [];
  const here =
    values.existingSecret === undefined
      ? []
      : [
          values.existingSecretKey,
          values.existingSecretPasswordKey,
          ...Object.values(values.secretKeys ?? {}),
        ]
          .filter((key) => key !== undefined)
          .map((key) => ({ name: values.existingSecret, key: String(key) }));
  const reference = values.secretKeyRef === undefined ? [] : [values.secretKeyRef];
  return [...here, ...reference, ...Object.values(values).flatMap(secretsOfValues)];
}
