import { agentPoolLabel } from '../../../engine/scheduling/placement';
import { deployCommand, stacksOf } from '../../../platform/outputs/deploy-command';
import { blocksByPlace } from '../blocks-by-place';
import { code, codes } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookCause, RunbookEntry } from '../runbook-entry';
import { quotaCommands } from './quota-commands';

/**
 * Sources (2026-11): learn.microsoft.com/azure/aks/cluster-autoscaler, with its events; kubernetes/autoscaler `cluster-autoscaler/FAQ.md`;
 * learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/allocation-failure; learn.microsoft.com/azure/aks/spot-node-pool.
 */
export function podsPending(runbook: Runbook): RunbookEntry {
  const { platform, gpuPools, workloads } = runbook;
  const { azure, cluster, nodePools } = platform;
  const deploy = code(deployCommand(stacksOf(platform)));
  const spotPools = nodePools.filter(({ spot }) => spot).map(({ name }) => name);
  return {
    topic: 'podsPending',
    symptom: 'Pods are `Pending`, and stay so.',
    look: [
      ...blocksByPlace(
        'kubectl get pods --all-namespaces --field-selector status.phase=Pending --output wide',
        'kubectl get events --all-namespaces --field-selector reason=FailedScheduling --sort-by .lastTimestamp',
        'kubectl get events --all-namespaces --field-selector reason=NotTriggerScaleUp --sort-by .lastTimestamp',
        'kubectl get configmap cluster-autoscaler-status --namespace kube-system --output yaml',
        `az aks nodepool list --resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name} --query "[].{pool:name, nodes:count, most:maxCount, state:provisioningState}" --output table`,
        ...quotaCommands(azure.location, nodePools),
      ),
    ],
    causes: [
      {
        sign: '`Insufficient …`, and the event `TriggeredScaleUp`',
        cause: 'a node is on its way',
        remedy: `wait: a node has ${cluster.autoscaler.maxNodeProvisionMinutes} minutes before the autoscaler gives it up${gpuPools.length === 0 ? '' : ', and GPU nodes install a driver first'}`,
      },
      {
        sign: '`NotTriggerScaleUp` … `max node group size reached`',
        cause: 'the pool has as many nodes as it may have',
        remedy:
          gpuPools.length === 0
            ? `\`maxNodes\` in the definition, then ${deploy}`
            : `[A GPU pool is at its maximum](#a-gpu-pool-is-at-its-maximum); of other pools \`maxNodes\` in the definition, then ${deploy}`,
      },
      {
        sign: '`QuotaExceeded`, `OperationNotAllowed` in the status of the autoscaler',
        cause: 'the quota of the VM family, of the region, or of spot nodes is used up',
        remedy: 'ask for more: portal, "Quotas", Compute; meanwhile fewer replicas elsewhere',
      },
      {
        sign: '`AllocationFailed`, `ZonalAllocationFailed`, `SkuNotAvailable`, `OverconstrainedAllocationRequest`',
        cause: 'Azure has no such machine in the region or zone now',
        remedy: 'wait, and the autoscaler tries again; or another pool, size or zone in the definition',
      },
      spotCause(runbook, spotPools),
      {
        sign: '`had untolerated taint`',
        cause: 'the pod is not for these nodes; if it is for others as well, those are full or not there',
        remedy: 'the pool of a workload is `nodePool` in the definition; leave the taint',
      },
      {
        sign: "`didn't match Pod's node affinity/selector`",
        cause: 'its own pool has no node that it fits on',
        remedy: 'look at its pool, in [Workloads](#workloads)',
      },
      pluginCause(runbook),
      runbook.workloads.some(({ kind }) => kind === 'LeaderWorkerSet')
        ? {
            sign: `one pod of ${codes(workloads.filter(({ kind }) => kind === 'LeaderWorkerSet').map(({ name }) => name))} runs, the others are pending`,
            cause: 'a group needs all its nodes at once; the leader waits for them',
            remedy: 'the same as for any other pod: the pool, its maximum, its quota',
          }
        : undefined,
      {
        sign: '`volume node affinity conflict`',
        cause: 'its disk is in a zone that has no free node',
        remedy: `\`kubectl get persistentvolumes\`, and which zones the nodes are in: [Look at nodes](#look-at-nodes)`,
      },
      {
        sign: 'no pod at all, although replicas are wanted',
        cause: 'admission refuses them: Pod Security, a policy, a ServiceAccount that is not there',
        remedy: `\`kubectl get events --all-namespaces --field-selector reason=FailedCreate\``,
      },
    ],
  };
}

function spotCause({ platform, workloads }: Runbook, spotPools: readonly string[]): RunbookCause | undefined {
  if (spotPools.length === 0) return undefined;
  const onlySpot = workloads.filter(
    ({ pools }) => pools.length > 0 && pools.every((pool) => spotPools.includes(pool)),
  );
  const fallBack = workloads.filter(
    ({ pools, name }) =>
      pools.some((pool) => spotPools.includes(pool)) && !onlySpot.some((each) => each.name === name),
  );
  return {
    sign: `nodes of ${codes(spotPools)} are gone at once`,
    cause: 'Azure took them back: spot',
    remedy: [
      ...(fallBack.length === 0
        ? []
        : [
            `nothing: ${codes(fallBack.map(({ name }) => name))} start in the next pool of the table [Workloads](#workloads)`,
          ]),
      ...(onlySpot.length === 0
        ? []
        : [
            `${codes(onlySpot.map(({ name }) => name))} wait for spot nodes: a second pool in the definition`,
          ]),
      `\`kubectl get nodes --selector ${agentPoolLabel}=${platform.nodePools.find(({ spot }) => spot)!.name}\``,
    ].join('; '),
  };
}

/** The GPUs of a node are there once a plugin has told the kubelet of them. */
function pluginCause({ gpuPools, platform, workloads }: Runbook): RunbookCause | undefined {
  if (gpuPools.length === 0) return undefined;
  const sign =
    '`Insufficient nvidia.com/gpu`, while a node of the pool is Ready and free: its allocatable GPUs are 0';
  if (platform.cluster.gpuStack === 'gpu-operator')
    return {
      sign,
      cause: 'the device plugin of the GPU Operator does not run there, or its driver does not build',
      remedy:
        '`kubectl get pods --namespace gpu-operator --output wide`: the logs of driver and plugin on that node',
    };
  const plugin = workloads.find(({ kind, name }) => kind === 'DaemonSet' && name.includes('device-plugin'));
  if (plugin === undefined)
    return {
      sign,
      cause: 'the device plugin, which AKS runs on these pools, does not answer',
      remedy: '[A GPU node is stuck](#a-gpu-node-is-stuck)',
    };
  return {
    sign,
    cause: 'the device plugin does not run on it, or does not find its driver',
    remedy: `\`kubectl get pods --namespace ${plugin.namespace} --selector ${plugin.selector} --output wide\`, then its log: it restarts until the driver answers. New nodes need some minutes`,
  };
}
