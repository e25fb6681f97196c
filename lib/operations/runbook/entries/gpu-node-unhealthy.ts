import { devicePluginName } from '../../../engine/scheduling/device-plugin';
import { agentPoolLabel } from '../../../engine/scheduling/placement';
import { images } from '../../../facts/versions';
import { durationText } from '../duration-text';
import { bullets, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import type { RunbookWorkload } from '../runbook-workload';

/**
 * VM sizes whose GPUs the Node Problem Detector of AKS checks. Source:
 * learn.microsoft.com/azure/aks/gpu-health-monitoring (2026-11).
 */
const watchedSizes = ['Standard_ND96asr_v4', 'Standard_ND96isr_H100_v5'];

/**
 * Image of the pod that inspects a node. It only needs a shell, because the programs are those of
 * the node. No command attaches to the pod, so it works through `az aks command invoke` as well.
 */
const debugImage = images.busybox.reference;

/** DaemonSet of the device plugin; undefined where AKS or the GPU Operator runs it. */
export function devicePluginOf(workloads: readonly RunbookWorkload[]): RunbookWorkload | undefined {
  return workloads.find(({ kind, name }) => kind === 'DaemonSet' && name === devicePluginName);
}

/**
 * Sources (2026-11): learn.microsoft.com/azure/aks/node-auto-repair; gpu-health-monitoring;
 * docs.nvidia.com/deploy/xid-errors, and NVIDIA/k8s-device-plugin `internal/rm/health.go` for Xids
 * that an application causes; learn.microsoft.com/cli/azure/aks/nodepool, delete-machines; kubectl
 * 1.36.
 */
export function gpuNodeUnhealthy(runbook: Runbook): RunbookEntry {
  const { gpuPools, inventory, workloads } = runbook;
  const { azure, cluster } = inventory;
  const pools = `'${agentPoolLabel} in (${gpuPools.map(({ name }) => name).join(',')})'`;
  const plugin = devicePluginOf(workloads);
  const suspect = nodeOfSuspect(runbook, pools);
  const watched = gpuPools.filter(({ vmSize }) => watchedSizes.includes(vmSize)).map(({ name }) => name);
  const unwatched = gpuPools.filter(({ name }) => !watched.includes(name)).map(({ name }) => name);
  return {
    topic: 'gpuNodeUnhealthy',
    symptom:
      'A GPU node is `NotReady`, offers fewer GPUs than its VM size has, or every pod on the node fails.',
    look: [
      shell(
        `kubectl get nodes --selector ${pools} --output custom-columns='NODE:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,GPUS:.status.capacity.nvidia\\.com/gpu,USABLE:.status.allocatable.nvidia\\.com/gpu,CORDONED:.spec.unschedulable'`,
        ...suspect,
        'kubectl describe node "${NODE:?}"',
        'kubectl get events --namespace default --field-selector involvedObject.kind=Node --sort-by .lastTimestamp',
        plugin &&
          `kubectl logs --namespace ${plugin.namespace} --selector ${plugin.selector} --prefix --tail 50`,
        '# Xid errors that the driver wrote to the kernel log',
        `kubectl debug node/"\${NODE:?}" --namespace default --image ${debugImage} --profile sysadmin -- chroot /host sh -c 'journalctl --dmesg --no-pager | grep -iE "xid|nvrm" || echo none'`,
        'sleep 20',
        'POD=$(kubectl get pods --namespace default --output name | grep node-debugger-"${NODE:?}" | head -n 1)',
        'kubectl logs "${POD:?}" --namespace default',
        'kubectl delete "${POD:?}" --namespace default',
      ),
    ],
    causes: [
      {
        sign: 'Xid 48, 64, 74, 79, 95, 119 or 120 in the kernel log; node condition `GPUXIDErrors` or `GPUMissing`',
        cause: 'the GPU, its memory or its link is defective, or its firmware hangs',
        remedy: 'replace the node with the commands below',
      },
      {
        sign: 'Xid 63 or 94',
        cause: 'a contained memory error: the affected program failed, other programs continue',
        remedy: 'delete the pod; replace the node when load is low, or at once if the error returns',
      },
      {
        sign: 'Xid 13, 31, 43 or 45',
        cause: 'an application error, or the end of a process; the GPU still works',
        remedy: 'delete the pod; if the error returns on the same node only, replace the node',
      },
      {
        sign: 'the node is Ready and has fewer allocatable GPUs than capacity',
        cause: 'the device plugin removed a GPU after an error, or does not run',
        remedy:
          plugin === undefined
            ? 'replace the node'
            : `restart the plugin once: \`kubectl delete pods --namespace ${plugin.namespace} --selector ${plugin.selector}\` (running models continue). If GPUs are still missing, replace the node`,
      },
      {
        sign: '`NotReady`',
        cause: 'the kubelet does not report its status',
        remedy:
          'after ten minutes AKS repairs the node: it restarts, then reimages, then redeploys the machine (events `NodeRebootStart`, …), which can take an hour. If the node runs models, do not wait: replace the node with the commands below',
      },
    ],
    more: [
      'To replace the node, run the lines one by one. Stop if the name is not the node that you mean.',
      shell(
        ...suspect,
        `POOL=$(kubectl get node "\${NODE:?}" --output jsonpath='{.metadata.labels.kubernetes\\.azure\\.com/agentpool}')`,
        'echo "$NODE of $POOL"',
        'kubectl cordon "${NODE:?}"',
        `kubectl drain "\${NODE:?}" --ignore-daemonsets --delete-emptydir-data --timeout ${drainSeconds(workloads)}s`,
        '# prints the command that deletes the machine, and does not run it',
        `echo az aks nodepool delete-machines --resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name} --name "\${POOL:?}" --machine-names "\${NODE:?}"`,
      ),
      'Then run the printed command on your own machine. Do not run it if the name is empty or not the one you mean.',
      bullets([
        `The drain waits up to ${durationText(drainSeconds(workloads))} for the pods. A PodDisruptionBudget evicts them one at a time. If the machine hangs and the drain does not end, skip the drain.`,
        'The cluster autoscaler creates a new machine when a pod requires one. The model server then loads its weights again.',
        'A manual cordon stays until you run `kubectl uncordon`, because Git does not manage it.',
        watched.length === 0
          ? `AKS does not check the GPU health of these VM sizes. For ${codes(unwatched)}, only the kernel log shows GPU errors.`
          : `AKS checks the GPUs of ${codes(watched)} and reports errors as node conditions (\`GPUXIDErrors\`, \`GPUMissing\`, …). It does not repair them.${unwatched.length === 0 ? '' : ` For ${codes(unwatched)}, only the kernel log shows GPU errors.`}`,
        'If the error returns, or occurs on the new machine as well, open a support request with the Xid and the name of the node.',
      ]),
    ],
  };
}

/** Sets `NODE` to the node of a pod that uses a GPU, or to the first node of the pools. */
function nodeOfSuspect({ modelServers, workloads }: Runbook, pools: string): readonly string[] {
  const workload = modelServers[0]?.workload ?? workloads.find(({ gpus }) => gpus > 0);
  return workload === undefined
    ? [
        `NODE=$(kubectl get nodes --selector ${pools} --output jsonpath='{.items[0].metadata.name}') # or another node`,
      ]
    : [
        `NODE=$(kubectl get pods --namespace ${workload.namespace} --selector ${workload.selector} --output jsonpath='{.items[0].spec.nodeName}') # or another node of the list`,
      ];
}

/** Longest grace period of the pods with GPUs, and one minute, in seconds. */
function drainSeconds(workloads: readonly RunbookWorkload[]): number {
  const graces = workloads.filter(({ gpus }) => gpus > 0).map(({ container }) => container.graceSeconds);
  return Math.max(60, ...graces) + 60;
}
