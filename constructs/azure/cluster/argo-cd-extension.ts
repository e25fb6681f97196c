import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { KubernetesClusterExtension } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { type ArgoCdSettings, argoCdValues, flatSettings } from './argo-cd-settings';

/** Input of an ArgoCdExtension. */
export interface ArgoCdExtensionProps extends ArgoCdSettings {
  /** Resource id of the cluster; it needs a managed identity. */
  readonly clusterId: string;
  /** Default: `argocd`. Fixed at creation. */
  readonly namespace?: string;
  /**
   * Exact version of the extension, of the stable train; it then stays until it is changed here, which replaces the extension.
   * Default: the newest of the release train, which Azure patches. (azurerm takes a version or a train, not both.)
   */
  readonly version?: string;
  /** `preview` gets versions early. Changing it replaces the extension. Default: Azure's, which is `stable`. */
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
 * and without access to the cluster from where Terraform runs. It has no root application: that is applied once, see the README.
 *
 * Source: learn.microsoft.com/azure/azure-arc/kubernetes, quickstart-deploy-gitops-argo-cd of 2026-09-17, which names no release train
 * any more (the tutorial of the public preview named `preview`), and how-to-manage-gitops-argo-cd-extension of 2026-09-25.
 *
 * @throws {DefinitionError} for a version together with a release train.
 */
export class ArgoCdExtension extends Construct {
  readonly extension: KubernetesClusterExtension;

  constructor(scope: Construct, id: string, props: ArgoCdExtensionProps) {
    super(scope, id);
    checkProps(props);
    this.extension = new KubernetesClusterExtension(this, 'extension', {
      name: 'argocd',
      clusterId: props.clusterId,
      extensionType: 'Microsoft.ArgoCD',
      releaseNamespace: props.namespace ?? 'argocd',
      version: props.version,
      releaseTrain: props.releaseTrain,
      configurationSettings: { ...flatSettings(argoCdValues(props)), ...props.settings },
      dependsOn: props.dependsOn,
    });
  }
}

function checkProps({ version, releaseTrain, settings }: ArgoCdExtensionProps): void {
  const problems = ProblemList.create();
  if (version !== undefined && releaseTrain !== undefined) {
    problems.add(
      'releaseTrain',
      'it is there beside a version',
      'Give one of the two: azurerm takes no more.',
    );
  }
  for (const [key, value] of Object.entries(settings ?? {})) {
    if (value === '') {
      problems
        .at('settings')
        .add(key, 'it is empty, which azurerm refuses', 'Leave it out, or give a value.');
    }
  }
  problems.throwIfAny('the Argo CD extension');
}
