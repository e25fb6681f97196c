import { parse } from 'yaml';
import { type Deployment, type Json, ofKind, resourcesOf } from '../../../links/deployment';
import { podTemplates } from '../../../links/pods';

/** Namespaces of Kubernetes itself that commands use. */
const ownNamespaces = ['kube-system', 'default'];

/** Objects that AKS creates for its add-ons, by kind and name. Source: learn.microsoft.com/azure/aks/keda-workload-identity, cluster-autoscaler (2026-11). */
const ofAddOns = ['deployment kube-system/keda-operator', 'configmap kube-system/cluster-autoscaler-status'];

/** Labels of pods without a manifest in the repository: those of AKS add-ons and of Argo CD. */
const foreignLabels: Readonly<Record<string, readonly string[]>> = {
  'azure-alb-system': ['app=alb-controller'],
  'kube-system': ['app=ingress-appgw', 'app.kubernetes.io/name=keda-operator', 'rsName=ama-metrics'],
  'argo cd': [
    'app.kubernetes.io/name=argocd-application-controller',
    'argocd.argoproj.io/secret-type=repository',
  ],
};

/** Kinds by the plural names that commands use for them. */
const kinds: Readonly<Record<string, string>> = {
  applications: 'application',
  deployments: 'deployment',
  endpointslices: 'endpointslice',
  httproutes: 'httproute',
  horizontalpodautoscalers: 'horizontalpodautoscaler',
  ingresses: 'ingress',
  jobs: 'job',
  networkpolicies: 'networkpolicy',
  nodes: 'node',
  persistentvolumes: 'persistentvolume',
  pods: 'pod',
  scaledjobs: 'scaledjob',
  scaledobjects: 'scaledobject',
  secrets: 'secret',
  statefulsets: 'statefulset',
};
const knownKinds = new Set([
  ...Object.values(kinds),
  'applicationset',
  'appproject',
  'configmap',
  'cronjob',
  'daemonset',
  'event',
  'gateway',
  'leaderworkerset',
  'service',
  'serviceaccount',
  'triggerauthentication',
]);

/** Names of the objects and node pools of a cluster, from the objects and the Terraform of a deployment. */
export class ClusterNames {
  readonly argoCdNamespace: string;
  private readonly objects: ReadonlySet<string>;

  constructor(private readonly deployment: Deployment) {
    const applications = deployment.objects.filter(({ object }) => object.kind === 'Application');
    this.argoCdNamespace = applications[0]!.object.metadata.namespace;
    this.objects = new Set([
      ...deployment.objects.map(({ object }) =>
        keyOf(object.kind, object.metadata.namespace, object.metadata.name),
      ),
      ...ofKind(deployment, 'ScaledObject').map(({ metadata }) =>
        keyOf('HorizontalPodAutoscaler', metadata.namespace, `keda-hpa-${metadata.name}`),
      ),
      ...ofKind(deployment, 'SecretProviderClass').flatMap(({ metadata, spec }) =>
        (spec.secretObjects ?? []).map(({ secretName }: Json) =>
          keyOf('Secret', metadata.namespace, secretName),
        ),
      ),
      ...this.generatedApplications(),
      ...ofAddOns,
    ]);
  }

  hasKind(word: string): boolean {
    return knownKinds.has(kinds[word] ?? word) || word === 'events';
  }

  has(word: string, namespace: string | undefined, name: string): boolean {
    const kind = kinds[word] ?? word;
    return this.objects.has(keyOf(kind, namespace, name)) || this.objects.has(keyOf(kind, undefined, name));
  }

  hasAnywhere(word: string, name: string): boolean {
    const kind = kinds[word] ?? word;
    return [...this.objects].some((key) => key.startsWith(`${kind} `) && key.endsWith(`/${name}`));
  }

  isClusterScoped(word: string): boolean {
    return ['node', 'persistentvolume'].includes(kinds[word] ?? word);
  }

  hasNamespace(name: string): boolean {
    return (
      ownNamespaces.includes(name) ||
      name === this.argoCdNamespace ||
      ofKind(this.deployment, 'Namespace').some(({ metadata }) => metadata.name === name)
    );
  }

  hasContainer(name: string, namespace: string | undefined): boolean {
    return podTemplates(this.deployment).some(
      (pod) =>
        pod.namespace === namespace &&
        pod.template.spec.containers?.some((container: Json) => container.name === name),
    );
  }

  /** Whether something that commands select has the label. */
  hasLabel(key: string, value: string, namespace: string | undefined): boolean {
    switch (key) {
      case 'kubernetes.azure.com/agentpool':
        return this.pools().includes(value);
      case 'leaderworkerset.sigs.k8s.io/name':
        return this.has('leaderworkerset', namespace, value);
      case 'leaderworkerset.sigs.k8s.io/worker-index':
        return value === '0';
      case 'kubernetes.io/service-name':
        return this.has('service', namespace, value);
      case 'scaledjob.keda.sh/name':
        return this.has('scaledjob', namespace, value);
      case 'batch.kubernetes.io/job-name':
        return this.has('job', namespace, value);
      default: {
        const place = namespace === this.argoCdNamespace ? 'argo cd' : (namespace ?? '');
        return (
          (foreignLabels[place]?.includes(`${key}=${value}`) ?? false) ||
          podTemplates(this.deployment).some(
            (pod) => pod.namespace === namespace && pod.template.metadata?.labels?.[key] === value,
          )
        );
      }
    }
  }

  pools(): readonly string[] {
    return [
      ...resourcesOf(this.deployment, 'azurerm_kubernetes_cluster').map(
        ([, cluster]) => cluster.default_node_pool.name,
      ),
      ...resourcesOf(this.deployment, 'azurerm_kubernetes_cluster_node_pool').map(([, pool]) => pool.name),
    ];
  }

  /** Secrets and certificates of the Key Vault that a SecretProviderClass references. */
  vaultObjects(): readonly string[] {
    return ofKind(this.deployment, 'SecretProviderClass').flatMap(({ spec }) =>
      parse(spec.parameters.objects).array.map((text: string) => parse(text).objectName),
    );
  }

  /** The Applications that an ApplicationSet generates: one for each folder that it does not exclude. */
  private generatedApplications(): readonly string[] {
    return ofKind(this.deployment, 'ApplicationSet').flatMap(({ metadata, spec }) => {
      const [{ git }] = spec.generators;
      const excluded = git.directories
        .filter(({ exclude }: Json) => exclude)
        .map(({ path }: Json) => path.split('/').at(-1));
      const folders = [...new Set(this.deployment.objects.map(({ file }) => file.split('/')[0]!))];
      return folders
        .filter((folder) => !excluded.includes(folder))
        .map((folder) =>
          keyOf(
            'Application',
            metadata.namespace,
            spec.template.metadata.name.replace('{{.path.basename}}', folder),
          ),
        );
    });
  }
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind.toLowerCase()} ${namespace ?? ''}/${name}`;
}
