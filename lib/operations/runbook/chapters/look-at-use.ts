import { bullets, code, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';

/**
 * CPU and memory by metrics-server, which AKS installs; GPUs it does not know.
 * Source: kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline (2026-11).
 */
export function lookAtUse({ gpuPools, modelServers, platform }: Runbook): RunbookSection {
  return {
    title: 'Look at CPU and GPU use',
    blocks: [
      shell(
        'kubectl top nodes',
        `kubectl top pods --namespace ${platform.namespace} --containers --sort-by memory`,
        'kubectl top pods --all-namespaces --sort-by memory',
      ),
      ...(gpuPools.length === 0
        ? []
        : [
            `\`kubectl top\` shows no GPU. Who holds them:`,
            shell(
              "kubectl get nodes --output custom-columns='NODE:.metadata.name,POOL:.metadata.labels.kubernetes\\.azure\\.com/agentpool,GPUS:.status.capacity.nvidia\\.com/gpu,USABLE:.status.allocatable.nvidia\\.com/gpu'",
              `kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,POD:.metadata.name,NODE:.spec.nodeName,GPUS:.spec.containers[*].resources.limits.nvidia\\.com/gpu' | awk '$4 ~ /^([0-9]|GPUS)/'`,
            ),
            ...useOfGpus(modelServers),
            bullets([
              whereGpuUseIs(platform.cluster.gpuStack),
              modelServers.length === 0
                ? undefined
                : `What the servers do with them is in their own metrics: ${codes(modelServers.map(({ name }) => name))}${
                    platform.cluster.managedPrometheus
                      ? `, in the workspace ${code(platform.cluster.monitorWorkspaceName)} as well`
                      : ''
                  }.`,
            ]),
          ]),
    ],
  };
}

function useOfGpus(servers: Runbook['modelServers']): readonly string[] {
  const [server] = servers.filter(({ workload }) => workload.kind === 'Deployment');
  if (server === undefined) return [];
  const { reference, namespace, container } = server.workload;
  return [
    'How busy they are, and how full, as the driver says it in a pod that has some:',
    shell(`kubectl exec ${reference} --namespace ${namespace} --container ${container.name} -- nvidia-smi`),
  ];
}

/** Sources (2026-11): learn.microsoft.com/azure/aks/monitor-gpu-metrics; NVIDIA/gpu-operator `deployments/gpu-operator/values.yaml`. */
function whereGpuUseIs(stack: Runbook['platform']['cluster']['gpuStack']): string {
  switch (stack) {
    case 'gpu-operator':
      return 'The GPU Operator runs an exporter (DCGM) on each GPU node, in the namespace `gpu-operator`.';
    case 'managed':
      return 'Pools whose GPUs AKS manages have an exporter (DCGM) on each node.';
    case 'device-plugin':
      return 'Nothing exports the use of GPUs (DCGM) here: `nvidia-smi` is where it is seen.';
  }
}
