import { workloadsOf } from '../../../platform/workloads/workload-kinds';
import { podOf } from '../chapters/example-workload';
import { replicasText } from '../chapters/names-chapter';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { scaledBy } from '../runbook-workload';
import { engineMetrics } from './engine-metrics';

export function requestsWait(runbook: Runbook): RunbookEntry {
  const { modelServers, workloads, platform } = runbook;
  const scaled = scaledBy(
    modelServers.map(({ workload }) => workload),
    'ScaledObject',
  );
  const server =
    modelServers.find(({ workload }) => scaled.some((each) => each === workload)) ?? modelServers[0]!;
  const scaler = scaled.find((workload) => workload === server.workload)?.replicas.scaler;
  const [gateway] = workloadsOf(platform, 'litellm-gateway');
  const proxy = workloads.find(({ name }) => name === gateway?.name);
  const { namespace } = server.workload;
  return {
    topic: 'requestsWait',
    symptom: 'Requests to a model wait for seconds before their first token, or time out.',
    look: [
      shell(
        `kubectl get pods --namespace ${namespace} --selector ${server.workload.selector} --output wide`,
        scaler && `kubectl get scaledobject ${scaler} --namespace ${namespace}`,
        scaler && `kubectl get horizontalpodautoscaler keda-hpa-${scaler} --namespace ${namespace}`,
        podOf(server.workload),
        engineMetrics(server),
        proxy &&
          `kubectl logs --namespace ${proxy.namespace} --selector ${proxy.selector} --prefix --tail 100`,
      ),
    ],
    causes: [
      {
        sign: '`waiting` above 0, and as many replicas as there may be',
        cause: 'there is more to do than the replicas can',
        remedy:
          '`maxReplicas` (or `replicas`) in the definition, and room in the pool: [A GPU pool is at its maximum](#a-gpu-pool-is-at-its-maximum)',
      },
      {
        sign: 'a pod of it is `Pending`',
        cause: 'its node is not there yet',
        remedy: '[Pods stay pending](#pods-stay-pending)',
      },
      {
        sign: 'a pod runs and is not ready',
        cause: 'it loads its model',
        remedy: 'wait for as long as [A model does not load](#a-model-does-not-load) allows',
      },
      scaled.length === 0
        ? undefined
        : {
            sign: 'fewer replicas than the maximum, and no new one; `READY` of the scaler is `False`, `PAUSED` is `True`',
            cause: 'the scaler does not see the metric, or somebody paused it',
            remedy:
              '[A scaler cannot read its metric](#a-scaler-cannot-read-its-metric), [Scale by hand](#scale-by-hand)',
          },
      {
        sign: 'the share of the KV cache is near 1, and preemptions grow',
        cause: 'few long contexts fill the cache, and push one another out',
        remedy: 'more replicas now; then a smaller `maxModelLen` or `maxNumSeqs`, an FP8 cache, more GPUs',
      },
      {
        sign: '`waiting` is 0 everywhere, and callers wait all the same',
        cause:
          proxy === undefined
            ? 'the requests do not reach the server'
            : `the gateway: its own limits of keys and budgets (\`429\`), a model that it took out, too few of it (${replicasText(proxy)})`,
        remedy:
          proxy === undefined
            ? '[A model server stands still](#a-model-server-stands-still)'
            : `the log of ${code(proxy.name)}`,
      },
      {
        sign: 'some requests of one server are quick, some never end',
        cause: 'one of its pods stands still',
        remedy: '[A model server stands still](#a-model-server-stands-still)',
      },
    ],
    more: [
      table(
        ['Server', 'Replicas', 'Scaled by'],
        modelServers.map(({ name, workload }) => [
          code(name),
          replicasText(workload),
          scaled.some((each) => each === workload) ? scalersText(runbook, name) : 'Git',
        ]),
      ),
    ],
  };
}

function scalersText({ scalers }: Runbook, target: string): string {
  const scaler = scalers.find((each) => each.target?.name === target);
  const types = [...new Set(scaler?.triggers.map(({ type }) => type) ?? [])];
  return `${code(scaler?.found.object.metadata.name ?? '')}: ${codes(types)}`;
}
