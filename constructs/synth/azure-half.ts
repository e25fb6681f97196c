import { App } from 'cdktf';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { ArgoCdHelmStack } from '../azure/cluster/argo-cd-helm-stack';
import { configureAzureStack } from '../azure/stack/azure-provider';
import { PlatformStack } from '../azure/stack/platform-stack';
import { rootApplicationOf, rootManifests } from '../gitops/root-manifests';
import { renderTerraform, type TerraformRendering } from './render-terraform';

/** Adds resources to the stack, or changes its resources. */
export type ExtendAzure = (stack: PlatformStack) => void;

/** A deployment with the extension of its stack. */
export interface AzureDeployment {
  readonly platform: ResolvedPlatform;
  readonly extendAzure?: ExtendAzure | undefined;
}

/**
 * Renders the Azure half as files below `cdktf.out`: one CDKTF app with a stack for each
 * deployment.
 */
export function renderAzureHalf(deployments: readonly AzureDeployment[]): TerraformRendering {
  return renderTerraform((outdir) => {
    // Stack traces would write paths of this machine into the Terraform.
    const app = new App({ outdir, stackTraces: false });
    for (const deployment of deployments) addStacks(app, deployment);
    return app;
  });
}

function addStacks(app: App, { platform, extendAzure }: AzureDeployment): void {
  const stack = new PlatformStack(app, platform.environment, { platform });
  if (platform.gitOps.argoCd.install === 'helm') {
    const root = rootManifests(rootApplicationOf(platform));
    new ArgoCdHelmStack(app, `${platform.environment}-argocd`, {
      clusterName: platform.cluster.name,
      resourceGroupName: platform.azure.resourceGroup.name,
      namespace: platform.gitOps.argoCd.namespace,
      chartVersion: platform.gitOps.argoCd.version,
      root,
      notificationsFromGit: platform.gitOps.notifications?.own !== undefined,
      configure: (helmStack) => configureAzureStack(helmStack, platform.azure),
      clusterStack: stack,
    });
  }
  extendAzure?.(stack);
}
