import { deployCommand, stacksOf } from '../../../platform/outputs/deploy-command';
import type { ResolvedNodePool } from '../../../platform/resolved-node-pool';
import { blocksByPlace } from '../blocks-by-place';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { type RunbookWorkload, scaledBy } from '../runbook-workload';
import { quotaCommands } from './quota-commands';

/** Source: learn.microsoft.com/azure/aks/cluster-autoscaler, "Update the cluster autoscaler settings" (2026-11). */
export function gpuPoolAtMaximum(runbook: Runbook): RunbookEntry {
  const { gpuPools, platform, workloads } = runbook;
  const { azure, cluster, environment } = platform;
  const pool = gpuPools.reduce((largest, each) => (each.maxNodes > largest.maxNodes ? each : largest));
  const onCluster = `--resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name}`;
  const users = workloads.filter(({ gpus }) => gpus > 0);
  const pausable = scaledBy(users, 'ScaledObject')[0];
  return {
    topic: 'gpuPoolAtMaximum',
    symptom: 'A pool has as many nodes as it may have, and pods wait for more.',
    look: [
      ...blocksByPlace(
        ...gpuPools.map(
          ({ name }) =>
            `az aks nodepool show ${onCluster} --name ${name} --query "{pool:name, nodes:count, most:maxCount, state:provisioningState}" --output table`,
        ),
        ...quotaCommands(azure.location, gpuPools),
        '# who holds its GPUs',
        `kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,POD:.metadata.name,PHASE:.status.phase,NODE:.spec.nodeName,GPUS:.spec.containers[*].resources.limits.nvidia\\.com/gpu' | awk '$5 ~ /^([0-9]|GPUS)/'`,
      ),
    ],
    causes: [
      {
        sign: 'every GPU is held by a pod that works',
        cause: 'the workloads together want more than the pool may have',
        remedy: `\`maxNodes\` of the pool in the definition (and quota for it), ${code(deployCommand(stacksOf(platform)))}; in a hurry the command below`,
      },
      {
        sign: 'a workload that matters less holds some',
        cause: 'nobody is preferred',
        remedy:
          pausable === undefined
            ? 'its `replicas` in Git: [Scale by hand](#scale-by-hand)'
            : `pause its scaler at fewer: [Scale by hand](#scale-by-hand)`,
      },
      {
        sign: 'a node is there, and nothing runs on it',
        cause: 'it is cordoned, or its GPUs are not usable',
        remedy: '[A GPU node is stuck](#a-gpu-node-is-stuck)',
      },
      {
        sign: '`nodes` is below `most`, and none comes',
        cause: 'it is not the maximum: quota, or Azure has no such machine',
        remedy: '[Pods stay pending](#pods-stay-pending)',
      },
    ],
    more: [
      'At once, until the next deployment puts back what the definition says:',
      shell(
        `az aks nodepool update ${onCluster} --name ${pool.name} --update-cluster-autoscaler --min-count ${pool.minNodes} --max-count ${pool.maxNodes + 1}`,
      ),
      `The definition keeps its limit: \`npx cdktf diff ${environment}\` then shows the difference.`,
      table(
        ['Pool', 'Nodes at most', 'GPUs at most', 'Wanted at most'],
        gpuPools.map((each) => [
          code(each.name),
          String(each.maxNodes),
          String(each.maxNodes * each.vmSize.gpu!.count),
          wantedText(each, users),
        ]),
      ),
    ],
  };
}

/** What the workloads that prefer a pool, or may fall back to it, would take of it with all their replicas. */
function wantedText(pool: ResolvedNodePool, users: readonly RunbookWorkload[]): string {
  const here = users.filter(({ pools }) => pools.includes(pool.name));
  if (here.length === 0) return 'nothing';
  return here
    .map(({ name, gpus, nodes, replicas, pools }) => {
      const most = mostReplicas(replicas);
      const amount = most === undefined ? 'no limit' : String(most * nodes * gpus);
      return `${codes([name])}: ${amount}${pools[0] === pool.name ? '' : ', after other pools'}`;
    })
    .join('; ');
}

function mostReplicas(replicas: RunbookWorkload['replicas']): number | undefined {
  switch (replicas.by) {
    case 'manifest':
      return replicas.count;
    case 'nodes':
    case 'once':
    case 'schedule':
      return 1;
    default:
      return replicas.most;
  }
}
