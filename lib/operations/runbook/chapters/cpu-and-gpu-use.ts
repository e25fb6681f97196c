import { bullets, code, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';

/**
 * CPU and memory from metrics-server, which AKS installs and which does not measure GPUs.
 * Source: kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline (2026-11).
 */
export function cpuAndGpuUse({ gpuPools, modelServers, inventory }: Runbook): RunbookSection {
  return {
    title: runbookHeadings.cpuAndGpuUse,
    blocks: [
      shell(
        'kubectl top nodes',
        `kubectl top pods --namespace ${inventory.namespace} --containers --sort-by memory`,
        'kubectl top pods --all-namespaces --sort-by memory',
      ),
      ...(gpuPools.length === 0
        ? []
        : [
            '`kubectl top` does not show GPUs. To list the GPUs of each node, and the pods that hold them:',
            shell(
              "kubectl get nodes --output custom-columns='NODE:.metadata.name,POOL:.metadata.labels.kubernetes\\.azure\\.com/agentpool,GPUS:.status.capacity.nvidia\\.com/gpu,USABLE:.status.allocatable.nvidia\\.com/gpu'",
              `kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,POD:.metadata.name,NODE:.spec.nodeName,GPUS:.spec.containers[*].resources.limits.nvidia\\.com/gpu' | awk '$4 ~ /^([0-9]|GPUS)/'`,
            ),
            ...nvidiaSmi(modelServers),
            bullets([
              gpuMetricsText(inventory.cluster.gpuStack),
              modelServers.length === 0
                ? undefined
                : `${codes(modelServers.map(({ name }) => name))} export metrics of their own work${
                    inventory.cluster.managedPrometheus
                      ? `, which Azure Monitor collects in the workspace ${code(inventory.cluster.monitorWorkspaceName)}`
                      : ''
                  }.`,
            ]),
          ]),
    ],
  };
}

function nvidiaSmi(servers: Runbook['modelServers']): readonly string[] {
  const [server] = servers.filter(({ workload }) => workload.kind === 'Deployment');
  if (server === undefined) return [];
  const { reference, namespace, container } = server.workload;
  return [
    'To see utilization and memory of the GPUs of one pod, as the driver reports them:',
    shell(`kubectl exec ${reference} --namespace ${namespace} --container ${container.name} -- nvidia-smi`),
  ];
}

/** Sources (2026-11): NVIDIA/gpu-operator `deployments/gpu-operator/values.yaml`. */
function gpuMetricsText(stack: Runbook['inventory']['cluster']['gpuStack']): string {
  switch (stack) {
    case 'gpu-operator':
      return 'The GPU Operator runs the DCGM exporter on each GPU node, in the namespace `gpu-operator`.';
    case 'device-plugin':
      return 'This cluster has no DCGM exporter. Use `nvidia-smi` to see GPU utilization.';
  }
}
