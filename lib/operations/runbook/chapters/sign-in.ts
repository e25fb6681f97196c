import type { AzureCloud } from '../../../facts/azure-cloud';
import { bullets, code, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';

/** Names of the clouds for `az cloud set`. Source: learn.microsoft.com/cli/azure/manage-clouds-azure-cli (2026-11). */
const cloudNames: Readonly<Record<AzureCloud, string | undefined>> = {
  AzurePublicCloud: undefined,
  AzureUSGovernmentCloud: 'AzureUSGovernment',
  AzureChinaCloud: 'AzureChinaCloud',
};

/**
 * Sources (2026-11): learn.microsoft.com/azure/aks/access-private-cluster, with the limits of the command; kubelogin-authentication;
 * manage-azure-rbac. The first of these says what the command has: kubectl, helm, bash, jq, xargs, grep, awk. That it has the usual coreutils as
 * well nobody says.
 */
export function signIn({ platform: { azure, cluster } }: Runbook): RunbookSection {
  const cloud = cloudNames[azure.cloud];
  const target = `--resource-group ${azure.resourceGroup.name} --name ${cluster.name}`;
  return {
    title: 'Sign in',
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
        `\`Forbidden\`: you are in none of the administrators' groups (${codes(cluster.adminGroupObjectIds)}), and have none of the roles \`Azure Kubernetes Service RBAC …\` on the cluster. There are no local accounts.`,
        reachText(cluster.apiServer),
        cluster.runCommand
          ? undefined
          : 'The way through Azure (`az aks command invoke`) is switched off for this cluster.',
      ]),
      ...(cluster.runCommand ? throughAzure(azure.subscriptionId, target) : []),
    ],
  };
}

function reachText(apiServer: Runbook['platform']['cluster']['apiServer']): string {
  return 'private' in apiServer
    ? 'No answer, or an address that does not resolve: the API server is private. `kubectl` works from the virtual network, from one that is peered with it, and over a VPN into it.'
    : `No answer: the API server answers ${codes(apiServer.authorizedIpRanges)} alone.`;
}

function throughAzure(subscriptionId: string, target: string): readonly string[] {
  return [
    'From anywhere else through Azure: define this once, and paste a whole block with `kubectl` between its two `END` lines.',
    shell(
      'aks() {',
      `  az aks command invoke --subscription ${subscriptionId} ${target} --command "$(cat)"`,
      '}',
      "aks <<'END'",
      'kubectl get nodes',
      'END',
    ),
    bullets([
      'It has `kubectl`, `helm`, `grep`, `awk`, `xargs`, `jq`, and is taken to have `head`, `tail`, `cut`, `tr`, `tee`, `base64` and `sleep` as every shell has them. It has no `az`, `git`, `argocd`, `openssl` or `curl` here: blocks with these stay outside. No block needs both.',
      'Each block is a pod of its own: what one sets or writes into a file, the next one does not have. What you want to keep has to be printed.',
      'What follows, watches or attaches does not work: take `--follow` away (`--since 15m` in its place), `--watch`, `--stdin`, and lines with `port-forward`. What waits for long (`rollout status`, `wait`) is asked again instead.',
      'Its answer ends at 512 kB. It runs as a pod of the cluster: with no place for it within a minute it fails.',
      `It needs the actions ${code('Microsoft.ContainerService/managedClusters/runcommand/action')} and ${code('…/commandResults/read')}, which Contributor of the cluster has.`,
    ]),
  ];
}
