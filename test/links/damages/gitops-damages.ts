import { container, type Damages, find, removeObject, resource } from './damage';

export const gitOpsDamages: Damages = {
  'no sync waits for an object that takes long to become healthy': [
    {
      name: 'a scaler has a later wave than its target',
      apply: (d) => {
        find(d, 'ScaledObject', 'reasoner-scaler').metadata.annotations['argocd.argoproj.io/sync-wave'] = '1';
      },
    },
  ],
  'no Application waits for one whose pods or volumes may never become healthy': [
    {
      name: 'the device plugin is synced before the workloads',
      apply: (d) => {
        find(d, 'Application', 'nvidia-device-plugin').metadata.annotations['argocd.argoproj.io/sync-wave'] =
          '-5';
      },
    },
  ],
  'each Argo CD path is a folder with manifests, and each folder has an Application': [
    {
      name: 'the path is another folder',
      apply: (d) => {
        find(d, 'Application', 'web').spec.source.path = 'dist/staging/app';
      },
    },
    {
      name: 'a chart has no second source',
      apply: (d) => {
        find(d, 'Application', 'langfuse').spec.sources.pop();
      },
    },
  ],
  'the AppProject of each Application allows its repositories and destination': [
    {
      name: 'the chart repository changes',
      apply: (d) => {
        find(d, 'Application', 'qdrant').spec.source.repoURL = 'https://charts.example.com';
      },
    },
    {
      name: 'the AppProject does not allow the namespace of a chart',
      apply: (d) => {
        find(d, 'AppProject', 'staging-langfuse').spec.destinations[0].namespace = 'ai';
      },
    },
  ],
  'the AppProject of each folder allows the kinds and namespaces of its objects': [
    {
      name: 'the AppProject does not allow ScaledJobs',
      apply: (d) => {
        const { spec } = find(d, 'AppProject', 'staging');
        spec.namespaceResourceWhitelist = spec.namespaceResourceWhitelist.filter(
          ({ kind }: { kind: string }) => kind !== 'ScaledJob',
        );
      },
    },
    {
      name: 'the AppProject does not allow PersistentVolumes',
      apply: (d) => {
        const { spec } = find(d, 'AppProject', 'staging');
        spec.clusterResourceWhitelist = spec.clusterResourceWhitelist.filter(
          ({ kind }: { kind: string }) => kind !== 'PersistentVolume',
        );
      },
    },
  ],
  'each object and each chart has an existing namespace': [
    {
      name: 'no manifest creates the namespace of a chart',
      apply: (d) => removeObject(d, 'Namespace', 'qdrant'),
    },
    {
      name: 'an object is in another namespace',
      apply: (d) => {
        find(d, 'Service', 'coder').metadata.namespace = 'inference';
      },
    },
  ],
  'each image comes from the registry of the stack, with a pull role, or from a public registry': [
    {
      name: 'the image comes from the registry of another platform',
      apply: (d) => {
        container(find(d, 'ScaledJob', 'transcriber')).image = 'airegistry.azurecr.io/transcriber:2.1.0';
      },
    },
    {
      name: 'the nodes have no pull role',
      apply: (d) => {
        resource(
          d,
          'azurerm_role_assignment',
          ({ role_definition_name }) => role_definition_name === 'AcrPull',
        ).role_definition_name = 'Reader';
      },
    },
  ],
  'the cluster enables every add-on that the manifests need': [
    {
      name: 'KEDA is off',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster', 'ai-aks').workload_autoscaler_profile.keda_enabled = false;
      },
    },
    {
      name: 'the blob CSI driver is off, which is the default',
      apply: (d) => {
        delete resource(d, 'azurerm_kubernetes_cluster', 'ai-aks').storage_profile;
      },
    },
  ],
  'the definition of each custom kind is installed before its objects': [
    {
      name: 'the LeaderWorkerSet controller is not installed',
      apply: (d) => removeObject(d, 'Application', 'lws'),
    },
    {
      name: 'no Application installs the Gateway API definitions',
      in: 'gatewayForContainersPlatform',
      apply: (d) => removeObject(d, 'Application', 'gateway-api'),
    },
    {
      name: 'the InferencePool definitions are installed after the pools',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'Application', 'inference-extension').metadata.annotations['argocd.argoproj.io/sync-wave'] =
          '1';
      },
    },
  ],
  'each node selector of a chart matches a pool of the cluster': [
    {
      name: 'the label matches no pool',
      apply: (d) => {
        find(d, 'Application', 'qdrant').spec.source.helm.valuesObject.nodeSelector = { sku: 'general' };
      },
    },
  ],
};
