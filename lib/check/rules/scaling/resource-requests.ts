import { listAt, mapAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { deploymentExample, scaledObjectExample } from '../example-manifests';

const scaled = (resources: string) =>
  `${deploymentExample(resources)}---${scaledObjectExample('minReplicaCount: 1,', '{ type: cpu, metricType: Utilization, metadata: { value: "70" } }')}`;

export const resourceRequests: Rule = {
  id: 'scaling/resource-requests',
  title: 'What is scaled by its utilization requests something',
  severity: 'error',
  why: 'Utilization is a part of the request: without one in every container the autoscaler has "missing request for cpu", and KEDA’s webhook refuses the ScaledObject.',
  source:
    'kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "How does a HorizontalPodAutoscaler work?"; kedacore/keda scaledobject_webhook.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('command: [run]') },
  good: { kubernetes: scaled('resources: { requests: { cpu: 500m } }') },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, pods, type }) => {
      const { namespace } = found.object.metadata;
      // One may fill in what is left out.
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
                // A limit is the request, where that is left out.
                valueAt(json, `resources.limits.${resource}`) === undefined,
            )
            .map((container) => ({ container, resource })),
        ),
      );
      return missing.map(({ container, resource }) => ({
        in: container.pod.owner,
        field: `${container.path}.resources.requests.${resource}`,
        message: `left out, while ${found.object.kind} ${found.object.metadata.name} scales by its utilization`,
        expected: 'a request',
        fix: `Request ${resource}.`,
      }));
    }),
};

interface Measured {
  readonly resource: string;
  /** The only container that counts. */
  readonly container: string | undefined;
}

function kedaResource(trigger: unknown): readonly Measured[] {
  const type = textAt(trigger, 'type');
  const metricType = textAt(trigger, 'metricType') ?? textAt(trigger, 'metadata.type') ?? 'Utilization';
  if ((type !== 'cpu' && type !== 'memory') || metricType !== 'Utilization') return [];
  return [{ resource: type, container: textAt(trigger, 'metadata.containerName') }];
}

function hpaResource(metric: unknown): readonly Measured[] {
  const type = textAt(metric, 'type');
  const source = mapAt(metric, type === 'ContainerResource' ? 'containerResource' : 'resource');
  const resource = textAt(source, 'name');
  if (resource === undefined || textAt(source, 'target.type') !== 'Utilization') return [];
  return [{ resource, container: textAt(source, 'container') }];
}
