import { promQlResult } from '../../../engine/scaling/promql/promql-result';
import { isResourceTrigger } from '../../../engine/scaling/trigger-kinds';
import { type EngineMetric, engineMetrics } from '../../../facts/engine-metrics';
import { isJsonObject, listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { type Autoscaler, autoscalersOf } from '../../views/autoscalers';
import { enginesOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

const scaled = (...metrics: string[]) =>
  `${vllmExample()}---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: vllm, namespace: models }
spec:
  scaleTargetRef: { name: vllm }
  minReplicaCount: 1
  maxReplicaCount: 3
  triggers:${metrics.map((metric) => `\n    - { type: prometheus, metadata: { serverAddress: "http://prometheus:9090", query: "sum(${metric})", threshold: "5" } }`).join('')}
`;

export const queueAlone: Rule = {
  id: 'scaling/queue-alone',
  title: 'A model server must not scale on its queue alone',
  severity: 'warning',
  why: 'The queue is empty while the batches are full and no request waits. The autoscaler then removes replicas that generate answers, the remaining ones overflow, and it adds the replicas again.',
  source: 'tianpan.co/blog/2026-06-02; vllm-project/vllm vllm/v1/metrics/loggers.py (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('vllm:num_requests_waiting') },
  good: { kubernetes: scaled('vllm:num_requests_waiting', 'vllm:num_requests_running') },
  check: (picture) =>
    autoscalersOf(picture).flatMap((scaler) => {
      const { found, type, target, minReplicas, maxReplicas } = scaler;
      if (minReplicas === maxReplicas || neverScalesDown(scaler)) return [];
      const field = type === 'keda' ? 'spec.triggers' : 'spec.metrics';
      const queues = queuesIn(listAt(found.object, field), type);
      if (queues === undefined || queues.length === 0) return [];
      const [{ engine, metric }] = queues as [EngineMetric];
      // A router scales on the metrics of the servers behind it.
      const owners = enginesOf(picture).filter((each) => each.type === engine.toLowerCase());
      if (owners.length > 0 && !owners.some(({ container }) => container.pod.owner === target)) return [];
      const running = engineMetrics.find((each) => each.engine === engine && each.load === 'batch')!.metric;
      return [
        {
          in: found,
          field,
          message: `The only measure of load is ${metric}, which is 0 while the batches of ${engine} are full and no request waits, so the autoscaler removes replicas that generate answers.`,
          expected: 'a second measure that includes the work in the batches',
          fix: `Add ${type === 'keda' ? 'a trigger' : 'a metric'} on ${running}.`,
        },
      ];
    }),
};

/**
 * Metrics of engine queues; undefined if another measure may include the work in the batches. A
 * schedule, CPU and memory do not measure it.
 */
function queuesIn(
  triggers: readonly unknown[],
  type: Autoscaler['type'],
): readonly EngineMetric[] | undefined {
  const queues: EngineMetric[] = [];
  for (const trigger of triggers) {
    if (type === 'keda' ? measuresNoWork(trigger) : isResourceMetric(trigger)) continue;
    const names = type === 'keda' ? metricsOfTrigger(trigger) : metricsOfHpa(trigger);
    const found = names.map(queueNamed);
    if (found.length === 0 || found.includes(undefined)) return undefined;
    queues.push(...found.filter((each) => each !== undefined));
  }
  return queues;
}

function measuresNoWork(trigger: unknown): boolean {
  const type = textAt(trigger, 'type') ?? '';
  return type === 'cron' || isResourceTrigger({ type });
}

function metricsOfTrigger(trigger: unknown): readonly string[] {
  return promQlResult(textAt(trigger, 'metadata.query') ?? '').selectors.map(({ metric = '' }) => metric);
}

function isResourceMetric(metric: unknown): boolean {
  return ['Resource', 'ContainerResource'].includes(textAt(metric, 'type') ?? '');
}

function metricsOfHpa(metric: unknown): readonly string[] {
  if (!isJsonObject(metric)) return [];
  return ['pods', 'object', 'external'].flatMap((kind) => textAt(metric, `${kind}.metric.name`) ?? []);
}

/** Adapters of the metrics API replace the colon: `vllm_num_requests_waiting`. */
function queueNamed(name: string): EngineMetric | undefined {
  const plain = name.replaceAll(':', '_');
  return engineMetrics.find(({ metric, load }) => load === 'queue' && metric.replaceAll(':', '_') === plain);
}

/** `selectPolicy: Disabled` leaves the removal of replicas to an operator. */
function neverScalesDown({ found, type }: Autoscaler): boolean {
  const behavior = type === 'keda' ? 'spec.advanced.horizontalPodAutoscalerConfig.behavior' : 'spec.behavior';
  return textAt(found.object, `${behavior}.scaleDown.selectPolicy`) === 'Disabled';
}
