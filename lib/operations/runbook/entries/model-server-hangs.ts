import { stallMinutes } from '../../alerts/inference-alerts';
import { podOf } from '../chapters/example-workload';
import { restartCommands } from '../chapters/restart-manually';
import { groupAlike } from '../group-alike';
import { codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';
import { engineMetrics } from './engine-metrics';

/**
 * Bytes of the log to print: below the 512 kB limit of `az aks command invoke`
 * (learn.microsoft.com/azure/aks/access-private-cluster, 2026-11).
 */
const keptBytes = 400_000;

/** Sources of the hangs: vllm-project/vllm#36960, #37729, #41725, #46811 (2026-11). */
export function modelServerHangs({ modelServers }: Runbook): RunbookEntry {
  const server = modelServers.find(({ engine }) => engine === 'vLLM') ?? modelServers[0]!;
  const { namespace, container } = server.workload;
  const engines = modelServers.filter(({ engine }) => engine === 'vLLM');
  return {
    topic: 'modelServerHangs',
    symptom:
      'A server has requests and generates no tokens. Its health check still returns 200, so Kubernetes does not restart it.',
    look: [
      shell(
        podOf(server.workload),
        engineMetrics(server),
        'sleep 60',
        engineMetrics(server),
        `kubectl exec "$POD" --namespace ${namespace} --container ${container.name} -- nvidia-smi`,
        `kubectl logs "$POD" --namespace ${namespace} --container ${container.name} --tail 200`,
      ),
    ],
    causes: [
      engines.length === 0
        ? undefined
        : {
            sign: '`running` or `waiting` is above 0, and `iteration_tokens_total_count` does not change for longer than the time below',
            cause: 'the engine hangs in a kernel or a collective operation',
            remedy: 'save the log, then delete the pod, with the commands below',
          },
      {
        sign: '`nvidia-smi` shows `ERR!` or no GPU, or does not return',
        cause: 'the GPU or its driver failed',
        remedy: linked`${to('gpuNodeUnhealthy')}`,
      },
      {
        sign: 'the counters change',
        cause: 'the engine works but is slow: long prompts, or a full KV cache',
        remedy: linked`${to('requestsQueueUp')}`,
      },
      {
        sign: 'the server has no requests',
        cause: 'requests do not reach it: the gateway, a Service without ready pods, or a network policy',
        remedy: `run \`kubectl get endpointslices --namespace ${namespace}\`, then read the log of the client`,
      },
    ],
    more: [
      `For one pod: save its log first, because Kubernetes deletes it with the pod. The command prints the last ${keptBytes / 1000} kB and writes them to \`stalled.log\`. With \`az aks command invoke\` the file is lost when the command ends; copy the output.`,
      shell(
        podOf(server.workload),
        `kubectl logs "\${POD:?}" --namespace ${namespace} --container ${container.name} --timestamps | tail -c ${keptBytes} | tee stalled.log`,
      ),
      'Then delete the pod:',
      shell(
        podOf(server.workload, 'or another of its pods: the same as above'),
        'echo "$POD"',
        `kubectl delete "\${POD:?}" --namespace ${namespace}`,
      ),
      ...groupRestart(modelServers),
      table(
        ['Server', 'The engine hangs if it generates no token for'],
        groupAlike(engines, ({ maxModelLen }) => `${stallMinutes(maxModelLen)} min`).map(
          ({ names, value }) => [codes(names), value],
        ),
      ),
      engines.length === 0
        ? undefined
        : 'A shorter pause can be a long prompt: the engine counts its tokens only when it generates the first one.',
    ],
  };
}

function groupRestart(servers: Runbook['modelServers']): readonly string[] {
  const groups = servers.map(({ workload }) => workload).filter(({ kind }) => kind === 'LeaderWorkerSet');
  return groups.length === 0
    ? []
    : ['For a model on several nodes, restart the whole group:', shell(...restartCommands(groups))];
}
