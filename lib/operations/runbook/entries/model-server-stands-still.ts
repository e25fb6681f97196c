import { stallMinutes } from '../../alerts/inference-alerts';
import { podOf } from '../chapters/example-workload';
import { restartCommands } from '../chapters/restart-by-hand';
import { groupAlike } from '../group-alike';
import { codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { engineMetrics } from './engine-metrics';

/** Below what `az aks command invoke` gives back: 512 kB (learn.microsoft.com/azure/aks/access-private-cluster, 2026-11). */
const keptBytes = 400_000;

/** Sources of the hangs: vllm-project/vllm#36960, #37729, #41725, #46811 (2026-11). */
export function modelServerStandsStill({ modelServers }: Runbook): RunbookEntry {
  const server = modelServers.find(({ engine }) => engine === 'vLLM') ?? modelServers[0]!;
  const { namespace, container } = server.workload;
  const engines = modelServers.filter(({ engine }) => engine === 'vLLM');
  return {
    topic: 'modelServerStandsStill',
    symptom:
      'Requests are in a server and no token comes out. Its health check answers 200, so that nothing restarts it.',
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
            sign: '`running` or `waiting` above 0, and `iteration_tokens_total_count` is the same a minute later, for longer than below',
            cause: 'the engine hangs in a kernel or a collective operation',
            remedy: 'keep the log, then delete the pod: the commands below',
          },
      {
        sign: '`nvidia-smi` shows `ERR!`, no GPU, or does not come back',
        cause: 'the GPU or its driver',
        remedy: '[A GPU node is stuck](#a-gpu-node-is-stuck)',
      },
      {
        sign: 'the numbers move',
        cause: 'it works, and is slow: long prompts, a full cache',
        remedy: '[Requests wait](#requests-wait)',
      },
      {
        sign: 'no request is in it at all',
        cause: 'they do not arrive: the gateway, a Service without a ready pod, a network policy',
        remedy: `\`kubectl get endpointslices --namespace ${namespace}\`, then the log of who calls it`,
      },
    ],
    more: [
      `One pod. Its log first, which goes with it: the last ${keptBytes / 1000} kB are printed, as much as comes through Azure, and are in \`stalled.log\` where the command ran. In a pod of Azure's that is nowhere: keep what is printed.`,
      shell(
        podOf(server.workload),
        `kubectl logs "\${POD:?}" --namespace ${namespace} --container ${container.name} --timestamps | tail -c ${keptBytes} | tee stalled.log`,
      ),
      'When you have it:',
      shell(
        podOf(server.workload).replace('of them', 'of them: the same'),
        'echo "$POD"',
        `kubectl delete "\${POD:?}" --namespace ${namespace}`,
      ),
      ...groupRestart(modelServers),
      table(
        ['Server', 'Without a token for'],
        groupAlike(engines, ({ maxModelLen }) => `${stallMinutes(maxModelLen)} min`).map(
          ({ names, value }) => [codes(names), value],
        ),
      ),
      engines.length === 0
        ? undefined
        : 'Less can be one long prompt: its first token is the first that counts.',
    ],
  };
}

function groupRestart(servers: Runbook['modelServers']): readonly string[] {
  const groups = servers.map(({ workload }) => workload).filter(({ kind }) => kind === 'LeaderWorkerSet');
  return groups.length === 0
    ? []
    : ['Of a model over several nodes the whole group:', shell(...restartCommands(groups))];
}
