import type { AzureCloud } from '../../../facts/azure-cloud';
import { bullets, code, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';

/**
 * Names of the clouds for `az cloud set`. Source:
 * learn.microsoft.com/cli/azure/manage-clouds-azure-cli (2026-11).
 */
const cloudNames: Readonly<Record<AzureCloud, string | undefined>> = {
  AzurePublicCloud: undefined,
  AzureUSGovernmentCloud: 'AzureUSGovernment',
  AzureChinaCloud: 'AzureChinaCloud',
};

/**
 * Sources (2026-11): learn.microsoft.com/azure/aks/access-private-cluster, with the limits of the
 * command and the programs that its pod has (kubectl, helm, bash, jq, xargs, grep, awk);
 * kubelogin-authentication; manage-azure-rbac. No page lists the coreutils of that pod.
 */
export function signIn({ inventory: { azure, cluster } }: Runbook): RunbookSection {
  const cloud = cloudNames[azure.cloud];
  const target = `--resource-group ${azure.resourceGroup.name} --name ${cluster.name}`;
  return {
    title: runbookHeadings.signIn,
    blocks: [
      shell(
        cloud && `az cloud set --name ${cloud}`,
        `az login --tenant ${azure.tenantId}`,
        `az account set --subscription ${azure.subscriptionId}`,
        `az aks get-credentials ${target}`,
        'kubelogin convert-kubeconfig --login azurecli',
        'kubectl get nodes',
      ),
      bullets([
        `\`Forbidden\`: you are in none of the admin groups (${codes(cluster.adminGroupObjectIds)}), and you have none of the roles \`Azure Kubernetes Service RBAC …\` on the cluster. The cluster has no local accounts.`,
        reachText(cluster.apiServer),
        cluster.runCommand ? undefined : '`az aks command invoke` is disabled for this cluster.',
      ]),
      ...(cluster.runCommand ? throughCommandInvoke(azure.subscriptionId, target) : []),
    ],
  };
}

function reachText(apiServer: Runbook['inventory']['cluster']['apiServer']): string {
  return 'private' in apiServer
    ? 'Timeout, or an address that does not resolve: the API server is private. Run `kubectl` in the virtual network, in a peered network, or over a VPN.'
    : `Timeout: the API server accepts connections only from ${codes(apiServer.authorizedIpRanges)}.`;
}

function throughCommandInvoke(subscriptionId: string, target: string): readonly string[] {
  return [
    'From any other network, use `az aks command invoke`. Define this function once, then paste a whole block with `kubectl` between the two `END` lines:',
    shell(
      'aks() {',
      `  az aks command invoke --subscription ${subscriptionId} ${target} --command "$(cat)"`,
      '}',
      "aks <<'END'",
      'kubectl get nodes',
      'END',
    ),
    bullets([
      'The command runs in a pod that has `kubectl`, `helm`, `grep`, `awk`, `xargs` and `jq`. The blocks also use `head`, `tail`, `cut`, `tr`, `tee`, `base64` and `sleep`, which the documentation of the pod does not list. It has no `az`, `git`, `argocd`, `openssl` or `curl`: run blocks with these on your own machine. No block mixes them with `kubectl`.',
      'Each block runs in a new pod. Variables and files are lost when the block ends. Print everything that you want to keep.',
      'Streaming does not work. Replace `--follow` with `--since 15m`, and leave out `--watch` and `--stdin`. Forwarding a port requires a machine in a network that reaches the API server. Instead of `rollout status` or `wait` with a long timeout, repeat the command.',
      'The output is limited to 512 kB. The command fails if its pod does not start within a minute.',
      `The command requires the actions ${code('Microsoft.ContainerService/managedClusters/runcommand/action')} and ${code('…/commandResults/read')}, which the role Contributor on the cluster includes.`,
    ]),
  ];
}
