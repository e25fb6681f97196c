import { agentPoolLabel } from '../../../engine/scheduling/placement';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { code, codes } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookCause, type RunbookEntry, to } from '../runbook-entry';
import { see } from '../runbook-headings';
import { devicePluginOf } from './gpu-node-unhealthy';
import { quotaCommands } from './quota-commands';

/**
 * Sources (2026-11): learn.microsoft.com/azure/aks/cluster-autoscaler, with its events;
 * kubernetes/autoscaler `cluster-autoscaler/FAQ.md`;
 * learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/allocation-failure;
 * learn.microsoft.com/azure/aks/spot-node-pool.
 */
export function podsPending(runbook: Runbook): RunbookEntry {
  const { inventory, gpuPools, workloads } = runbook;
  const { azure, cluster, pools } = inventory;
  const deploy = code(inventory.deployCommand);
  const spotPools = pools.filter(({ spot }) => spot).map(({ name }) => name);
  const groups = workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  return {
    topic: 'podsPending',
    symptom: 'Pods stay `Pending`.',
    look: [
      ...commandBlocks(
        inCluster(
          'kubectl get pods --all-namespaces --field-selector status.phase=Pending --output wide',
          'kubectl get events --all-namespaces --field-selector reason=FailedScheduling --sort-by .lastTimestamp',
          'kubectl get events --all-namespaces --field-selector reason=NotTriggerScaleUp --sort-by .lastTimestamp',
          'kubectl get configmap cluster-autoscaler-status --namespace kube-system --output yaml',
        ),
        onOwnMachine(
          `az aks nodepool list --resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name} --query "[].{pool:name, nodes:count, max:maxCount, state:provisioningState}" --output table`,
          ...quotaCommands(azure.location, pools),
        ),
      ),
    ],
    causes: [
      {
        sign: '`Insufficient …`, with the event `TriggeredScaleUp`',
        cause: 'Azure is creating a node',
        remedy: `wait; the autoscaler gives up after ${cluster.autoscaler.maxNodeProvisionMinutes} minutes${gpuPools.length === 0 ? '' : '. GPU nodes install a driver first'}`,
      },
      {
        sign: '`NotTriggerScaleUp` … `max node group size reached`',
        cause: 'the pool has its maximum number of nodes',
        remedy:
          gpuPools.length === 0
            ? `raise \`maxNodes\` in the definition, then ${deploy}`
            : linked`for a GPU pool: ${to('gpuPoolAtMaximum')}; for other pools raise \`maxNodes\` in the definition, then ${deploy}`,
      },
      {
        sign: '`QuotaExceeded`, `OperationNotAllowed` in the status of the autoscaler',
        cause: 'the quota of the VM family, of the region, or of spot nodes is exhausted',
        remedy:
          'request more quota in the portal: "Quotas", Compute; until then, lower the replicas of other workloads',
      },
      {
        sign: '`AllocationFailed`, `ZonalAllocationFailed`, `SkuNotAvailable`, `OverconstrainedAllocationRequest`',
        cause: 'Azure has no capacity for this VM size in the region or zone',
        remedy:
          'wait, because the autoscaler retries; or set another pool, VM size or zone in the definition',
      },
      spotCause(runbook, spotPools),
      {
        sign: '`had untolerated taint`',
        cause:
          'the pod does not tolerate the taint of these nodes; other nodes that it could use are full or do not exist',
        remedy: 'set `nodePool` of the workload in the definition; do not remove the taint',
      },
      {
        sign: "`didn't match Pod's node affinity/selector`",
        cause: 'no node of the pool of the pod has room for it',
        remedy: linked`check its pool in ${to('workloads')}`,
      },
      pluginCause(runbook),
      groups.length === 0
        ? undefined
        : {
            sign: `one pod of ${codes(groups.map(({ name }) => name))} runs, the others are pending`,
            cause: 'a group requires all its nodes at once; the leader waits for its workers',
            remedy: 'as for any other pending pod: check the pool, its maximum and its quota',
          },
      {
        sign: '`volume node affinity conflict`',
        cause: 'the disk of the pod is in a zone without a free node',
        remedy: linked`compare \`kubectl get persistentvolumes\` with the zones of the nodes: ${to('inspectNodes')}`,
      },
      {
        sign: 'replicas are required, and no pod exists',
        cause:
          'admission rejects the pods: Pod Security, an Azure policy, or a ServiceAccount that does not exist',
        remedy: 'run `kubectl get events --all-namespaces --field-selector reason=FailedCreate`',
      },
    ],
  };
}

function spotCause(
  { inventory, workloads }: Runbook,
  spotPools: readonly string[],
): RunbookCause | undefined {
  if (spotPools.length === 0) return undefined;
  const onlySpot = workloads.filter(
    ({ pools }) => pools.length > 0 && pools.every((pool) => spotPools.includes(pool)),
  );
  const withFallback = workloads.filter(
    ({ pools, name }) =>
      pools.some((pool) => spotPools.includes(pool)) && !onlySpot.some((each) => each.name === name),
  );
  return {
    sign: `nodes of ${codes(spotPools)} disappear`,
    cause: 'Azure evicted the spot nodes',
    remedy: [
      ...(withFallback.length === 0
        ? []
        : [
            `no action for ${codes(withFallback.map(({ name }) => name))}: the pods start in the next pool of the table ${see('workloads')}`,
          ]),
      ...(onlySpot.length === 0
        ? []
        : [
            `${codes(onlySpot.map(({ name }) => name))} can run only on spot nodes: wait, or add a second pool in the definition`,
          ]),
      `\`kubectl get nodes --selector ${agentPoolLabel}=${inventory.pools.find(({ spot }) => spot)!.name}\``,
    ].join('; '),
  };
}

/** A node offers its GPUs only after a device plugin registers them with the kubelet. */
function pluginCause({ gpuPools, inventory, workloads }: Runbook): RunbookCause | undefined {
  if (gpuPools.length === 0) return undefined;
  const sign =
    '`Insufficient nvidia.com/gpu`, although a node of the pool is Ready and idle: it has 0 allocatable GPUs';
  if (inventory.cluster.gpuStack === 'gpu-operator')
    return {
      sign,
      cause: 'the device plugin of the GPU Operator does not run on the node, or its driver does not build',
      remedy:
        'run `kubectl get pods --namespace gpu-operator --output wide` and read the logs of driver and plugin on that node',
    };
  const plugin = devicePluginOf(workloads);
  if (plugin === undefined)
    return {
      sign,
      cause: 'the device plugin that AKS runs on these pools does not respond',
      remedy: linked`${to('gpuNodeUnhealthy')}`,
    };
  return {
    sign,
    cause: 'the device plugin does not run on the node, or does not find its driver',
    remedy: `run \`kubectl get pods --namespace ${plugin.namespace} --selector ${plugin.selector} --output wide\` and read the log of the plugin. It restarts until the driver responds, which takes some minutes on a new node`,
  };
}
