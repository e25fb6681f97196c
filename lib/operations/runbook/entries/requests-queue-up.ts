import { podOf } from '../chapters/example-workload';
import { replicasText } from '../chapters/names-chapter';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';
import { scaledBy } from '../runbook-workload';
import { engineMetrics } from './engine-metrics';

export function requestsQueueUp(runbook: Runbook): RunbookEntry {
  const { modelServers, workloads, inventory } = runbook;
  const scaled = scaledBy(
    modelServers.map(({ workload }) => workload),
    'ScaledObject',
  );
  const server =
    modelServers.find(({ workload }) => scaled.some((each) => each === workload)) ?? modelServers[0]!;
  const scaler = scaled.find((workload) => workload === server.workload)?.replicas.scaler;
  const gateway = inventory.workloads.find(
    ({ role, podOwner }) => role === 'gateway' && podOwner !== undefined,
  );
  const proxy = workloads.find(({ name }) => name === gateway?.name);
  const { namespace } = server.workload;
  return {
    topic: 'requestsQueueUp',
    symptom: 'Requests to a model wait seconds for their first token, or time out.',
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
        sign: '`waiting` is above 0, and the maximum number of replicas runs',
        cause: 'the load exceeds the capacity of the replicas',
        remedy: linked`raise \`maxReplicas\` (or \`replicas\`) in the definition, and check that the pool has room: ${to('gpuPoolAtMaximum')}`,
      },
      {
        sign: 'a pod of the server is `Pending`',
        cause: 'its node does not exist yet',
        remedy: linked`${to('podsPending')}`,
      },
      {
        sign: 'a pod runs and is not ready',
        cause: 'it loads its model',
        remedy: linked`wait up to the startup limit in ${to('modelDoesNotLoad')}`,
      },
      scaled.length === 0
        ? undefined
        : {
            sign: 'fewer replicas than the maximum run, and none is added; `READY` of the scaler is `False`, or `PAUSED` is `True`',
            cause: 'the scaler cannot read its metric, or an operator paused it',
            remedy: linked`${to('scalerCannotReadMetric')}, ${to('scaleManually')}`,
          },
      {
        sign: 'the KV cache usage is near 1, and preemptions increase',
        cause: 'a few long contexts fill the cache and evict each other',
        remedy:
          'add replicas now; then lower `maxModelLen` or `maxNumSeqs`, use an FP8 KV cache, or add GPUs',
      },
      {
        sign: '`waiting` is 0 on every pod, and clients still wait',
        cause:
          proxy === undefined
            ? 'the requests do not reach the server'
            : `the gateway delays them: limits of keys and budgets (\`429\`), a model in cooldown, or too few replicas (${replicasText(proxy)})`,
        remedy:
          proxy === undefined ? linked`${to('modelServerHangs')}` : `read the log of ${code(proxy.name)}`,
      },
      {
        sign: 'some requests to one server are fast, others never end',
        cause: 'one of its pods hangs',
        remedy: linked`${to('modelServerHangs')}`,
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
