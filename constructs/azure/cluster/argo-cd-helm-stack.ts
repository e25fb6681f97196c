import { Fn, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { type AzurermProvider, DataAzurermKubernetesCluster } from '../../../imports/azurerm';
import { HelmProvider, Release } from '../../../imports/helm';
import { charts } from '../../../lib/facts/versions';
import { ReadableStack } from '../stack/readable-logical-ids';
import { type ArgoCdSettings, argoCdValues } from './argo-cd-settings';

/**
 * The bindings support 3.1.1, and each 3.x accepts the emitted form of `kubernetes` and `values`.
 */
const helmVersionConstraint = '>= 3.1.1, < 4.0.0';

/**
 * Application id of the AKS server in Entra ID, identical in every tenant:
 * learn.microsoft.com/azure/aks/kubelogin-authentication (2026-11).
 */
const aksServerApplication = '6dae42f8-4368-4678-94ff-3960e28e3630';

/** A Kubernetes object as plain JSON. */
export interface ArgoCdObject {
  /** Metadata of the object. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Spec of the object. */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Input of an ArgoCdHelmStack. */
export interface ArgoCdHelmStackProps extends ArgoCdSettings {
  /** Name of the AKS cluster. */
  readonly clusterName: string;
  /** Name of the resource group of the cluster. */
  readonly resourceGroupName: string;
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /** Version of the argo-cd chart. @default the version that this release was tested with */
  readonly chartVersion?: string;
  /**
   * The root application and its AppProject: the same objects as in `dist/<environment>/argocd`.
   */
  readonly root: { readonly project: ArgoCdObject; readonly application: ArgoCdObject };
  /** Adds the backend and the azurerm provider, with the settings of the cluster's stack. */
  readonly configure: (stack: TerraformStack) => AzurermProvider;
  /** Stack of the cluster, which Terraform deploys first. @default none: the cluster exists */
  readonly clusterStack?: TerraformStack;
}

/**
 * Argo CD installed by Helm, with the root application. It is a separate stack, because Terraform
 * needs access to the API server for it. The operator needs `kubelogin` and a role on the cluster:
 * local accounts are disabled, and the state contains no password.
 */
export class ArgoCdHelmStack extends ReadableStack {
  constructor(scope: Construct, id: string, props: ArgoCdHelmStackProps) {
    super(scope, id);
    props.configure(this);
    if (props.clusterStack !== undefined) this.addDependency(props.clusterStack);
    // The bindings pin one release; each 3.x accepts the emitted form.
    this.addOverride('terraform.required_providers.helm.version', helmVersionConstraint);
    const cluster = new DataAzurermKubernetesCluster(this, 'cluster', {
      name: props.clusterName,
      resourceGroupName: props.resourceGroupName,
    });
    const access = cluster.kubeConfig.get(0);
    new HelmProvider(this, 'helm', {
      kubernetes: {
        host: access.host,
        clusterCaCertificate: Fn.base64decode(access.clusterCaCertificate),
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1beta1',
          command: 'kubelogin',
          args: ['get-token', '--login', 'azurecli', '--server-id', aksServerApplication],
        },
      },
    });
    const namespace = props.namespace ?? 'argocd';
    const argoCd = new Release(this, 'argo-cd', {
      name: 'argo-cd',
      repository: charts.argoCd.repository,
      chart: charts.argoCd.chart,
      version: props.chartVersion ?? charts.argoCd.version,
      namespace,
      createNamespace: true,
      atomic: true,
      // JSON is valid YAML and has a single form.
      values: [JSON.stringify(argoCdValues(props), null, 2)],
    });
    new Release(this, 'root-application', {
      name: 'argocd-root',
      repository: charts.argoCdApps.repository,
      chart: charts.argoCdApps.chart,
      version: charts.argoCdApps.version,
      namespace,
      atomic: true,
      values: [JSON.stringify(rootValues(props.root, namespace), null, 2)],
      dependsOn: [argoCd],
    });
  }
}

/** Returns values of the argocd-apps chart: objects by name, with the fields of their specs. */
function rootValues({ project, application }: ArgoCdHelmStackProps['root'], namespace: string): object {
  return {
    projects: { [String(project.metadata['name'])]: entry(project, namespace) },
    applications: { [String(application.metadata['name'])]: entry(application, namespace) },
  };
}

function entry({ metadata, spec }: ArgoCdObject, namespace: string): object {
  return {
    namespace,
    additionalAnnotations: metadata['annotations'] ?? {},
    finalizers: metadata['finalizers'] ?? [],
    ...spec,
  };
}
