import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { KubernetesClusterExtension } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { type ArgoCdSettings, argoCdValues, flatSettings } from './argo-cd-settings';

/** Input of an ArgoCdExtension. */
export interface ArgoCdExtensionProps extends ArgoCdSettings {
  /** Resource id of the cluster, which needs a managed identity. */
  readonly clusterId: string;
  /** Namespace of Argo CD. Azure cannot change it later. @default 'argocd' */
  readonly namespace?: string;
  /**
   * Exact version of the extension from the stable release train. It stays until you change it,
   * which replaces the extension. azurerm accepts a version or a release train, not both.
   *
   * @default the newest version of the release train, which Azure updates
   */
  readonly version?: string;
  /**
   * Release train. `preview` gets versions early. A change replaces the extension.
   *
   * @default Azure's default, `stable`
   */
  readonly releaseTrain?: string;
  /**
   * Additional settings, as values of the argo-cd chart with flat keys:
   * `configs.params.server\\.insecure`. They override the platform's settings.
   *
   * @default none
   */
  readonly settings?: Readonly<Record<string, string>>;
  /** Resources that must exist first: the pods need an untainted node pool. @default none */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Argo CD as the AKS extension `Microsoft.ArgoCD`. Azure installs it, so it works with a private
 * API server and Terraform needs no access to the cluster. It does not contain the root
 * application, which you apply once; see the README.
 *
 * @see learn.microsoft.com/azure/azure-arc/kubernetes, quickstart-deploy-gitops-argo-cd
 * (2026-09-17), which no longer names a release train (the tutorial of the public preview used
 * `preview`), and how-to-manage-gitops-argo-cd-extension (2026-09-25)
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
      'it excludes version',
      'Set only one of them: azurerm accepts a version or a release train.',
    );
  }
  for (const [key, value] of Object.entries(settings ?? {})) {
    if (value === '') {
      problems
        .at('settings')
        .add(key, 'it is empty, and azurerm rejects an empty value', 'Remove it, or set a value.');
    }
  }
  problems.throwIfAny('the Argo CD extension');
}
