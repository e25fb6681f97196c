import { container, type Damages, find, removeObject, resource } from './damage';

export const gitOpsDamages: Damages = {
  'each Argo CD path is a folder with manifests, and each folder has an Application': [
    {
      what: 'the folder is another',
      apply: (d) => {
        find(d, 'Application', 'web').spec.source.path = 'dist/staging/app';
      },
    },
    {
      what: 'the second source of a chart is left out',
      apply: (d) => {
        find(d, 'Application', 'langfuse').spec.sources.pop();
      },
    },
  ],
  'each Application has a project that allows its repositories, and the namespace that it is for': [
    {
      what: 'a chart moved to another repository',
      apply: (d) => {
        find(d, 'Application', 'qdrant').spec.source.repoURL = 'https://charts.example.com';
      },
    },
    {
      what: 'a chart is for a namespace that its project does not have',
      apply: (d) => {
        find(d, 'AppProject', 'staging-langfuse').spec.destinations[0].namespace = 'ai';
      },
    },
  ],
  'each object is of a kind and in a namespace that the project of its folder allows': [
    {
      what: 'jobs of queues are not among the kinds',
      apply: (d) => {
        const { spec } = find(d, 'AppProject', 'staging');
        spec.namespaceResourceWhitelist = spec.namespaceResourceWhitelist.filter(
          ({ kind }: { kind: string }) => kind !== 'ScaledJob',
        );
      },
    },
    {
      what: 'volumes are not among the kinds without a namespace',
      apply: (d) => {
        const { spec } = find(d, 'AppProject', 'staging');
        spec.clusterResourceWhitelist = spec.clusterResourceWhitelist.filter(
          ({ kind }: { kind: string }) => kind !== 'PersistentVolume',
        );
      },
    },
  ],
  'each object and each chart is in a namespace that exists': [
    {
      what: 'the namespace of a chart is not made',
      apply: (d) => removeObject(d, 'Namespace', 'qdrant'),
    },
    {
      what: 'an object is in another namespace',
      apply: (d) => {
        find(d, 'Service', 'coder').metadata.namespace = 'inference';
      },
    },
  ],
  'each image is of the registry of the stack, which the nodes may pull from, or of a public one': [
    {
      what: 'the registry is that of another platform',
      apply: (d) => {
        container(find(d, 'ScaledJob', 'transcriber')).image = 'airegistry.azurecr.io/transcriber:2.1.0';
      },
    },
    {
      what: 'the nodes may not pull',
      apply: (d) => {
        resource(
          d,
          'azurerm_role_assignment',
          ({ role_definition_name }) => role_definition_name === 'AcrPull',
        ).role_definition_name = 'Reader';
      },
    },
  ],
  'the cluster has every add-on that the manifests need': [
    {
      what: 'KEDA is off',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster', 'ai-aks').workload_autoscaler_profile.keda_enabled = false;
      },
    },
    {
      what: 'the driver of blobs is off, which is the default',
      apply: (d) => {
        delete resource(d, 'azurerm_kubernetes_cluster', 'ai-aks').storage_profile;
      },
    },
  ],
  'whoever makes sense of a kind that Kubernetes does not know is installed before it': [
    {
      what: 'the controller of groups is not installed',
      apply: (d) => removeObject(d, 'Application', 'lws'),
    },
    {
      what: 'the definitions of Gateway API are left to a chart that was told to leave them out',
      in: 'gatewayForContainersPlatform',
      apply: (d) => removeObject(d, 'Application', 'gateway-api'),
    },
    {
      what: 'the definitions of pools come after them',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'Application', 'inference-extension').metadata.annotations['argocd.argoproj.io/sync-wave'] =
          '1';
      },
    },
  ],
  'each chart that chooses a pool chooses one that the cluster has': [
    {
      what: 'the label is of no pool',
      apply: (d) => {
        find(d, 'Application', 'qdrant').spec.source.helm.valuesObject.nodeSelector = { sku: 'general' };
      },
    },
  ],
};
