import { agentPoolLabel } from '../../../engine/scheduling/placement';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings, see } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';

/**
 * Source of the ConfigMap: learn.microsoft.com/azure/aks/cluster-autoscaler, "Retrieve cluster
 * autoscaler logs and status" (2026-11).
 */
export function inspectNodes({ inventory: { azure, cluster, pools } }: Runbook): RunbookSection {
  const pool = pools.find(({ gpu, spot }) => gpu !== undefined && !spot) ?? pools[0]!;
  const selector = `--selector ${agentPoolLabel}=${pool.name}`;
  return {
    title: runbookHeadings.inspectNodes,
    blocks: [
      ...commandBlocks(
        inCluster(
          `kubectl get nodes --label-columns ${agentPoolLabel},topology.kubernetes.io/zone`,
          `kubectl get nodes ${selector} --output wide`,
          `kubectl describe nodes ${selector}`,
          '# status that the cluster autoscaler reports for each pool',
          'kubectl get configmap cluster-autoscaler-status --namespace kube-system --output yaml',
        ),
        onOwnMachine(
          '# node pools in Azure',
          `az aks nodepool list --resource-group ${azure.resourceGroup.name} --cluster-name ${cluster.name} --query "[].{pool:name, nodes:count, min:minCount, max:maxCount, state:provisioningState}" --output table`,
        ),
      ),
      `${see('nodePools')} lists the pools. The cluster autoscaler decides the node count and reverts manual scaling.`,
    ],
  };
}
