import { App } from 'cdktf';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { ArgoCdHelmStack } from '../azure/cluster/argo-cd-helm-stack';
import { configureAzureStack } from '../azure/stack/azure-provider';
import { PlatformStack } from '../azure/stack/platform-stack';
import { rootApplicationOf, rootManifests } from '../gitops/root-manifests';
import { renderTerraform, type TerraformRendering } from './render-terraform';

/** Adds to the stack what the definition has no words for, or changes what is in it. */
export type ExtendAzure = (stack: PlatformStack) => void;

/** A deployment, and what its author adds to its stack. */
export interface AzureDeployment {
  readonly platform: ResolvedPlatform;
  readonly extendAzure?: ExtendAzure | undefined;
}

/** The Azure half of every deployment as files below `cdktf.out`: one app, as `cdktf` knows it, with a stack each. */
export function renderAzureHalf(deployments: readonly AzureDeployment[]): TerraformRendering {
  return renderTerraform((outdir) => {
    // Stack traces would put paths of this machine into the Terraform.
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
