import type { Damage } from './damage';

export const gitopsDamages: readonly Damage[] = [
  {
    name: 'the application of vllm does not prune',
    rule: 'gitops/prune-and-heal',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.syncPolicy.automated.prune = false;
    },
  },
  {
    name: 'the application of litellm does not heal',
    rule: 'gitops/prune-and-heal',
    change: (draft) => {
      delete draft.object('Application', 'litellm').spec.syncPolicy.automated.selfHeal;
    },
  },
  {
    name: 'the chart of LeaderWorkerSet is the newest',
    rule: 'gitops/fixed-version',
    change: (draft) => {
      const lws = draft.object('Application', 'lws').spec;
      (lws.source ?? lws.sources[0]).targetRevision = '*';
    },
  },
  {
    name: 'the project of vllm is misspelt',
    rule: 'gitops/project',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.project = 'prod';
    },
  },
  {
    name: 'the project no longer has the namespace',
    rule: 'gitops/project',
    change: (draft) => {
      draft.object('AppProject', 'production').spec.destinations = [
        { server: 'https://kubernetes.default.svc', namespace: 'staging' },
      ];
    },
  },
  {
    name: 'vllm is to go to another cluster than its project',
    rule: 'gitops/project',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.destination.server = 'https://staging.example.com';
    },
  },
  {
    name: 'the project takes everything',
    rule: 'gitops/project-wildcard',
    change: (draft) => {
      draft.object('AppProject', 'production').spec.sourceRepos = ['*'];
    },
  },
  {
    name: 'the project goes everywhere',
    rule: 'gitops/project-wildcard',
    change: (draft) => {
      draft.object('AppProject', 'production').spec.destinations = [{ server: '*', namespace: '*' }];
    },
  },
  {
    name: 'the replicas are ignored and written all the same',
    rule: 'gitops/ignored-differences',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.ignoreDifferences = [
        { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
      ];
    },
  },
  {
    name: 'the monitor of vllm is of the other operator',
    rule: 'gitops/monitors',
    change: (draft) => {
      draft.object('PodMonitor', 'vllm').apiVersion = 'monitoring.coreos.com/v1';
    },
  },
  {
    name: 'KEDA is taken from the cluster',
    rule: 'gitops/add-on-kinds',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster').workload_autoscaler_profile;
    },
  },
  {
    name: 'the driver of secrets is taken from the cluster',
    rule: 'gitops/add-on-kinds',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster').key_vault_secrets_provider;
    },
  },
  {
    name: 'the Service of vllm is in two places',
    rule: 'gitops/one-owner',
    change: (draft) => {
      draft.add(structuredClone(draft.object('Service', 'vllm')));
    },
  },
  {
    name: 'an object has a namespace that nobody makes',
    rule: 'gitops/existing-namespace',
    change: (draft) => {
      draft.add({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'prodution' },
        data: {},
      });
    },
  },
  {
    name: 'a Namespace has a namespace',
    rule: 'gitops/existing-namespace',
    change: (draft) => {
      draft.object('Namespace', 'production').metadata.namespace = 'default';
    },
  },
  {
    name: 'a placeholder stays in ai-app',
    rule: 'gitops/placeholder',
    change: (draft) => {
      draft.container('ai-app').env.push({ name: 'REGION', value: '<your-region>' });
    },
  },
  {
    name: 'a client id is all zeros',
    rule: 'gitops/placeholder',
    change: (draft) => {
      draft.object('ServiceAccount', 'vllm').metadata.annotations['azure.workload.identity/client-id'] =
        '00000000-0000-0000-0000-000000000000';
    },
  },
  {
    name: 'a token of Terraform stays in a manifest',
    rule: 'gitops/terraform-token',
    change: (draft) => {
      draft.object('ServiceAccount', 'vllm').metadata.annotations['azure.workload.identity/client-id'] =
        '${azurerm_user_assigned_identity.my-aks-vllm_identity.client_id}';
    },
  },
  {
    name: 'the application of vllm syncs a folder that was renamed',
    rule: 'gitops/folder',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.source.path = 'dist/production/vllm-server';
    },
  },
  {
    name: 'an application of a folder stays behind',
    rule: 'gitops/folder',
    change: (draft) => {
      const old = structuredClone(draft.object('Application', 'vllm'));
      old.metadata.name = 'whisper';
      old.spec.source.path = 'dist/production/whisper';
      draft.add(old);
    },
  },
];
