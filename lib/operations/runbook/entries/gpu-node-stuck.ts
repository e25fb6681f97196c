import { agentPoolLabel } from '../../../engine/scheduling/placement';
import { images } from '../../../facts/versions';
import { durationText } from '../duration-text';
import { bullets, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import type { RunbookWorkload } from '../runbook-workload';

/** Sizes whose GPUs AKS's Node Problem Detector looks at. Source: learn.microsoft.com/azure/aks/gpu-health-monitoring (2026-11). */
const watchedSizes = ['Standard_ND96asr_v4', 'Standard_ND96isr_H100_v5'];

/**
 * An image with a shell, for the pod that looks at a node. It has nothing else to do: the programs are the node's own. Nothing is attached
 * to the pod, so that it works through `az aks command invoke` as well.
 */
const debugImage = images.busybox.reference;

/**
 * Sources (2026-11): learn.microsoft.com/azure/aks/node-auto-repair; gpu-health-monitoring; docs.nvidia.com/deploy/xid-errors, and
 * NVIDIA/k8s-device-plugin `internal/rm/health.go` for those that are a program's; learn.microsoft.com/cli/azure/aks/nodepool,
 * delete-machines; kubectl 1.36.
 */
export function gpuNodeStuck(runbook: Runbook): RunbookEntry {
  const { gpuPools, platform, workloads } = runbook;
  const { azure, cluster } = platform;
  const pools = `'${agentPoolLabel} in (${gpuPools.map(({ name }) => name).join(',')})'`;
  const plugin = workloads.find(({ kind, name }) => kind === 'DaemonSet' && name.includes('device-plugin'));
  const suspect = nodeOfSuspect(runbook, pools);
  const watched = gpuPools.filter(({ vmSize }) => watchedSizes.includes(vmSize.name)).map(({ name }) => name);
  const byHand = gpuPools.filter(({ name }) => !watched.includes(name)).map(({ name }) => name);
  return {
    topic: 'gpuNodeStuck',
    symptom: 'A GPU node is `NotReady`, has fewer GPUs than it should, or every pod on it fails.',
    look: [
      shell(
        `kubectl get nodes --selector ${pools} --output custom-columns='NODE:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,GPUS:.status.capacity.nvidia\\.com/gpu,USABLE:.status.allocatable.nvidia\\.com/gpu,CORDONED:.spec.unschedulable'`,
        ...suspect,
        'kubectl describe node "${NODE:?}"',
        'kubectl get events --namespace default --field-selector involvedObject.kind=Node --sort-by .lastTimestamp',
        plugin &&
          `kubectl logs --namespace ${plugin.namespace} --selector ${plugin.selector} --prefix --tail 50`,
        '# what the driver told the kernel: Xid and its number',
        `kubectl debug node/"\${NODE:?}" --namespace default --image ${debugImage} --profile sysadmin -- chroot /host sh -c 'journalctl --dmesg --no-pager | grep -iE "xid|nvrm" || echo none'`,
        'sleep 20',
        'POD=$(kubectl get pods --namespace default --output name | grep node-debugger-"${NODE:?}" | head -n 1)',
        'kubectl logs "${POD:?}" --namespace default',
        'kubectl delete "${POD:?}" --namespace default',
      ),
    ],
    causes: [
      {
        sign: 'Xid 48, 64, 74, 79, 95, 119, 120 in the kernel log; `GPUXIDErrors`, `GPUMissing` at the node',
        cause: 'the GPU, its memory or its link is broken, or its firmware hangs',
        remedy: 'another machine: the commands below',
      },
      {
        sign: 'Xid 63, 94',
        cause: 'an error of the memory that was contained: the program that it hit is lost, the rest goes on',
        remedy: 'delete the pod; another machine when it is quiet, or when it comes again',
      },
      {
        sign: 'Xid 13, 31, 43, 45',
        cause: 'a program did something wrong with the GPU, or was ended; the GPU goes on',
        remedy: 'delete the pod; if it comes again on one node alone, another machine',
      },
      {
        sign: 'the node is Ready, usable GPUs are fewer than there are',
        cause: 'the device plugin took one out after an error, or does not run',
        remedy:
          plugin === undefined
            ? 'another machine'
            : `restart the plugin once (\`kubectl delete pods --namespace ${plugin.namespace} --selector ${plugin.selector}\`, which ends no model); if it comes back with as few, another machine`,
      },
      {
        sign: '`NotReady`',
        cause: 'the kubelet does not report',
        remedy:
          'AKS repairs it by itself after ten minutes: it restarts, then reimages, then redeploys the machine (`NodeRebootStart`, … in the events), which may take an hour. Do not wait with models: the commands below',
      },
    ],
    more: [
      'Take the node out. Line by line: stop if the name is not the node that you mean.',
      shell(
        ...suspect,
        `POOL=$(kubectl get node "\${NODE:?}" --output jsonpath='{.metadata.labels.kubernetes\\.azure\\.com/agentpool}')`,
        'echo "$NODE of $POOL"',
        'kubectl cordon "${NODE:?}"',
        `kubectl drain "\${NODE:?}" --ignore-daemonsets --delete-emptydir-data --timeout ${drainSeconds(workloads)}s`,
        '# prints what gives the machine back, and does not do it',
        `echo az aks nodepool delete-machines --resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name} --name "\${POOL:?}" --machine-names "\${NODE:?}"`,
      ),
      'Then run the line that was printed, where `az` is. With no name in it, or another one than you mean, do not.',
      bullets([
        `The drain waits for the pods, ${durationText(drainSeconds(workloads))} at most; a PodDisruptionBudget lets them go one at a time. A machine that hangs answers nothing: then leave the drain out.`,
        'The autoscaler brings a new machine as soon as a pod wants one. The weights are loaded again.',
        'A cordon by hand stays until `kubectl uncordon`: nothing in Git knows of it.',
        watched.length === 0
          ? `AKS looks at the health of the GPUs of none of these sizes: ${codes(byHand)} shows it in the kernel log alone.`
          : `AKS looks at the GPUs of ${codes(watched)} and says so at the node (\`GPUXIDErrors\`, \`GPUMissing\`, …); it repairs none of that by itself.${byHand.length === 0 ? '' : ` Those of ${codes(byHand)} show it in the kernel log alone.`}`,
        'Broken a second time, or the same with a new machine: a support request, with the Xid and the name of the node.',
      ]),
    ],
  };
}

/** The node of a pod that needs a GPU, or the first of the pools. */
function nodeOfSuspect({ modelServers, workloads }: Runbook, pools: string): readonly string[] {
  const workload = modelServers[0]?.workload ?? workloads.find(({ gpus }) => gpus > 0);
  return workload === undefined
    ? [
        `NODE=$(kubectl get nodes --selector ${pools} --output jsonpath='{.items[0].metadata.name}') # or another one of them`,
      ]
    : [
        `NODE=$(kubectl get pods --namespace ${workload.namespace} --selector ${workload.selector} --output jsonpath='{.items[0].spec.nodeName}') # or another one of the list`,
      ];
}

/** Longest grace period of what runs on GPUs, and a minute. */
function drainSeconds(workloads: readonly RunbookWorkload[]): number {
  const graces = workloads.filter(({ gpus }) => gpus > 0).map(({ container }) => container.graceSeconds);
  return Math.max(60, ...graces) + 60;
}
