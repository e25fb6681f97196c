import { agentPoolLabel } from '../../../engine/scheduling/placement';
import { blocksByPlace } from '../blocks-by-place';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';

/** Source of the ConfigMap: learn.microsoft.com/azure/aks/cluster-autoscaler, "Retrieve cluster autoscaler logs and status" (2026-11). */
export function lookAtNodes({ platform: { azure, cluster, nodePools } }: Runbook): RunbookSection {
  const pool = nodePools.find(({ vmSize, spot }) => vmSize.gpu !== undefined && !spot) ?? nodePools[0]!;
  const selector = `--selector ${agentPoolLabel}=${pool.name}`;
  return {
    title: 'Look at nodes',
    blocks: [
      ...blocksByPlace(
        `kubectl get nodes --label-columns ${agentPoolLabel},topology.kubernetes.io/zone`,
        `kubectl get nodes ${selector} --output wide`,
        `kubectl describe nodes ${selector}`,
        '# what the cluster autoscaler thinks of each pool, and the pools as Azure has them',
        'kubectl get configmap cluster-autoscaler-status --namespace kube-system --output yaml',
        `az aks nodepool list --resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name} --query "[].{pool:name, nodes:count, least:minCount, most:maxCount, state:provisioningState}" --output table`,
      ),
      'The pools are in [Node pools](#node-pools). How many nodes a pool has is for the cluster autoscaler to say: it undoes what is scaled by hand.',
    ],
  };
}
