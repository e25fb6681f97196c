import { listAt, mapAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { deploymentExample, scaledObjectExample } from '../example-manifests';

const scaled = (resources: string) =>
  `${deploymentExample(resources)}---${scaledObjectExample('minReplicaCount: 1,', '{ type: cpu, metricType: Utilization, metadata: { value: "70" } }')}`;

export const resourceRequests: Rule = {
  id: 'scaling/resource-requests',
  title: 'A workload that scales on utilization must have resource requests',
  severity: 'error',
  why: 'Utilization is a percentage of the request. If one container has no request, the autoscaler reports "missing request for cpu" and does not scale, and KEDA\'s webhook rejects the ScaledObject.',
  source:
    'kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "How does a HorizontalPodAutoscaler work?"; kedacore/keda scaledobject_webhook.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('command: [run]') },
  good: { kubernetes: scaled('resources: { requests: { cpu: 500m } }') },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, pods, type }) => {
      const { namespace } = found.object.metadata;
      // A LimitRange can add default requests.
      const hasDefaults = picture
        .ofKind('LimitRange')
        .some(({ object }) => object.metadata.namespace === namespace);
      if (hasDefaults) return [];
      const resources = listAt(found.object, type === 'keda' ? 'spec.triggers' : 'spec.metrics').flatMap(
        (each) => (type === 'keda' ? kedaResource(each) : hpaResource(each)),
      );
      const missing = resources.flatMap(({ resource, container: only }) =>
        pods.flatMap(({ containers }) =>
          containers
            .filter(({ isInit, name }) => !isInit && (only === undefined || name === only))
            .filter(
              ({ json }) =>
                valueAt(json, `resources.requests.${resource}`) === undefined &&
                // Without a request, Kubernetes uses the limit as the request.
                valueAt(json, `resources.limits.${resource}`) === undefined,
            )
            .map((container) => ({ container, resource })),
        ),
      );
      return missing.map(({ container, resource }) => ({
        in: container.pod.owner,
        field: `${container.path}.resources.requests.${resource}`,
        message: `Container ${container.name} requests no ${resource}, but ${found.object.kind} ${found.object.metadata.name} scales on ${resource} utilization, so the autoscaler cannot compute it.`,
        expected: `a ${resource} request on the container`,
        fix: `Set resources.requests.${resource}.`,
      }));
    }),
};

interface ResourceMetric {
  readonly resource: string;
  /** The only container that the metric covers; undefined means every container. */
  readonly container: string | undefined;
}

function kedaResource(trigger: unknown): readonly ResourceMetric[] {
  const type = textAt(trigger, 'type');
  const metricType = textAt(trigger, 'metricType') ?? textAt(trigger, 'metadata.type') ?? 'Utilization';
  if ((type !== 'cpu' && type !== 'memory') || metricType !== 'Utilization') return [];
  return [{ resource: type, container: textAt(trigger, 'metadata.containerName') }];
}

function hpaResource(metric: unknown): readonly ResourceMetric[] {
  const type = textAt(metric, 'type');
  const source = mapAt(metric, type === 'ContainerResource' ? 'containerResource' : 'resource');
  const resource = textAt(source, 'name');
  if (resource === undefined || textAt(source, 'target.type') !== 'Utilization') return [];
  return [{ resource, container: textAt(source, 'container') }];
}
