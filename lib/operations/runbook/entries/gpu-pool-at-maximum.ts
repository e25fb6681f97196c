import type { InventoryPool } from '../../inventory/read-pools';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';
import { type RunbookWorkload, scaledBy } from '../runbook-workload';
import { quotaCommands } from './quota-commands';

/**
 * Source: learn.microsoft.com/azure/aks/cluster-autoscaler, "Update the cluster autoscaler
 * settings" (2026-11).
 */
export function gpuPoolAtMaximum(runbook: Runbook): RunbookEntry {
  const { gpuPools, inventory, workloads } = runbook;
  const { azure, cluster, environment } = inventory;
  const pool = gpuPools.reduce((largest, each) => (each.maxNodes > largest.maxNodes ? each : largest));
  const onCluster = `--resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name}`;
  const users = workloads.filter(({ gpus }) => gpus > 0);
  const pausable = scaledBy(users, 'ScaledObject')[0];
  return {
    topic: 'gpuPoolAtMaximum',
    symptom: 'A GPU pool has its maximum number of nodes, and pods wait for its GPUs.',
    look: [
      ...commandBlocks(
        onOwnMachine(
          ...gpuPools.map(
            ({ name }) =>
              `az aks nodepool show ${onCluster} --name ${name} --query "{pool:name, nodes:count, max:maxCount, state:provisioningState}" --output table`,
          ),
          ...quotaCommands(azure.location, gpuPools),
        ),
        inCluster(
          '# pods that hold GPUs',
          `kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,POD:.metadata.name,PHASE:.status.phase,NODE:.spec.nodeName,GPUS:.spec.containers[*].resources.limits.nvidia\\.com/gpu' | awk '$5 ~ /^([0-9]|GPUS)/'`,
        ),
      ),
    ],
    causes: [
      {
        sign: 'busy pods hold all GPUs',
        cause: 'the workloads together request more GPUs than the maximum of the pool has',
        remedy: `raise \`maxNodes\` of the pool in the definition (and its quota), then run ${code(inventory.deployCommand)}; in an emergency use the command below`,
      },
      {
        sign: 'a less important workload holds GPUs',
        cause: 'the scheduler gives no workload priority over another',
        remedy:
          pausable === undefined
            ? linked`lower its \`replicas\` in Git: ${to('scaleManually')}`
            : linked`pause its scaler at fewer replicas: ${to('scaleManually')}`,
      },
      {
        sign: 'a node exists and runs no pods',
        cause: 'the node is cordoned, or its GPUs are not allocatable',
        remedy: linked`${to('gpuNodeUnhealthy')}`,
      },
      {
        sign: '`nodes` is below `max`, and no node is added',
        cause:
          'the maximum is not the limit: the quota is exhausted, or Azure has no capacity for the VM size',
        remedy: linked`${to('podsPending')}`,
      },
    ],
    more: [
      'To raise the maximum at once, until the next deployment restores the value of the definition:',
      shell(
        `az aks nodepool update ${onCluster} --name ${pool.name} --update-cluster-autoscaler --min-count ${pool.minNodes} --max-count ${pool.maxNodes + 1}`,
      ),
      `This does not change the definition: \`npx cdktf diff ${environment}\` shows the difference.`,
      table(
        ['Pool', 'Maximum nodes', 'Maximum GPUs', 'GPUs that workloads request at most'],
        gpuPools.map((each) => [
          code(each.name),
          String(each.maxNodes),
          String(each.maxNodes * each.gpu.count),
          requestedText(each, users),
        ]),
      ),
    ],
  };
}

/** GPUs that the workloads with this pool request at their maximum replicas. */
function requestedText(pool: InventoryPool, users: readonly RunbookWorkload[]): string {
  const here = users.filter(({ pools }) => pools.includes(pool.name));
  if (here.length === 0) return 'none';
  return here
    .map(({ name, gpus, nodes, replicas, pools }) => {
      const max = maxReplicasOf(replicas);
      const amount = max === undefined ? 'no limit' : String(max * nodes * gpus);
      return `${codes([name])}: ${amount}${pools[0] === pool.name ? '' : ', after other pools'}`;
    })
    .join('; ');
}

function maxReplicasOf(replicas: RunbookWorkload['replicas']): number | undefined {
  switch (replicas.by) {
    case 'manifest':
      return replicas.count;
    case 'nodes':
    case 'once':
    case 'schedule':
      return 1;
    default:
      return replicas.maxReplicas;
  }
}
