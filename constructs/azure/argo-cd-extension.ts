import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { KubernetesClusterExtension } from '../../imports/azurerm';
import { argoCdValues, flatSettings } from './argo-cd-settings';

/** Input of an ArgoCdExtension. */
export interface ArgoCdExtensionProps {
  /** Resource id of the cluster; it needs a managed identity. */
  readonly clusterId: string;
  /** Default: `argocd`. Fixed at creation. */
  readonly namespace?: string;
  /**
   * Exact version of the extension; it then stays until it is changed here, which replaces the extension. Default: the newest of
   * the release train, which Azure patches. (azurerm takes a version or a train, not both.)
   */
  readonly version?: string;
  /** Default: `Preview`, the only train that has it (2026-11). */
  readonly releaseTrain?: string;
  /**
   * More settings, as values of the argo-cd chart with flat keys: `configs.params.server\\.insecure`. Win over the platform's.
   * Default: none.
   */
  readonly settings?: Readonly<Record<string, string>>;
  /** What must be there first: its pods need an untainted pool. Default: none. */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Argo CD as the AKS extension `Microsoft.ArgoCD`: Azure installs it from its side, so that it works with a private API server
 * and without access to the cluster from where Terraform runs. In public preview (learn.microsoft.com/azure/azure-arc/kubernetes/
 * tutorial-use-gitops-argocd, 2026-11). It has no root application: that is applied once, see the README.
 */
export class ArgoCdExtension extends Construct {
  readonly extension: KubernetesClusterExtension;

  constructor(scope: Construct, id: string, props: ArgoCdExtensionProps) {
    super(scope, id);
    this.extension = new KubernetesClusterExtension(this, 'extension', {
      name: 'argocd',
      clusterId: props.clusterId,
      extensionType: 'Microsoft.ArgoCD',
      releaseNamespace: props.namespace ?? 'argocd',
      version: props.version,
      releaseTrain: props.version === undefined ? (props.releaseTrain ?? 'Preview') : undefined,
      configurationSettings: { ...flatSettings(argoCdValues()), ...props.settings },
      dependsOn: props.dependsOn,
    });
  }
}
