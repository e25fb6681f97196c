import type { Damage } from './damage';

export const gitopsDamages: readonly Damage[] = [
  {
    name: 'the Application of vllm does not prune',
    rule: 'gitops/prune-and-heal',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.syncPolicy.automated.prune = false;
    },
  },
  {
    name: 'the Application of litellm does not self-heal',
    rule: 'gitops/prune-and-heal',
    change: (draft) => {
      delete draft.object('Application', 'litellm').spec.syncPolicy.automated.selfHeal;
    },
  },
  {
    name: 'the chart of LeaderWorkerSet has no fixed version',
    rule: 'gitops/fixed-version',
    change: (draft) => {
      const lws = draft.object('Application', 'lws').spec;
      (lws.source ?? lws.sources[0]).targetRevision = '*';
    },
  },
  {
    name: 'the chart of LeaderWorkerSet gets a value that it does not have',
    rule: 'gitops/unknown-value',
    change: (draft) => {
      const lws = draft.object('Application', 'lws').spec;
      (lws.source ?? lws.sources[0]).helm.valuesObject.crdUpgrade = { enabled: false };
    },
  },
  {
    name: 'the chart of Langfuse generates its encryption key',
    rule: 'gitops/generated-secret',
    change: (draft) => {
      const langfuse = draft.object('Application', 'langfuse').spec;
      const { helm } = langfuse.source ?? langfuse.sources.find((source: { chart?: string }) => source.chart);
      delete helm.valuesObject.langfuse.encryptionKey;
    },
  },
  {
    name: 'the project name in the Application of vllm is misspelled',
    rule: 'gitops/project',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.project = 'prod';
    },
  },
  {
    name: 'the AppProject no longer allows the namespace',
    rule: 'gitops/project',
    change: (draft) => {
      draft.object('AppProject', 'production').spec.destinations = [
        { server: 'https://kubernetes.default.svc', namespace: 'staging' },
      ];
    },
  },
  {
    name: 'the Application of vllm targets a cluster outside of its AppProject',
    rule: 'gitops/project',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.destination.server = 'https://staging.example.com';
    },
  },
  {
    name: 'the AppProject allows every repository',
    rule: 'gitops/project-wildcard',
    change: (draft) => {
      draft.object('AppProject', 'production').spec.sourceRepos = ['*'];
    },
  },
  {
    name: 'the AppProject allows every namespace',
    rule: 'gitops/project-wildcard',
    change: (draft) => {
      draft.object('AppProject', 'production').spec.destinations = [{ server: '*', namespace: '*' }];
    },
  },
  {
    name: 'replicas are ignored in the diff but not in the sync',
    rule: 'gitops/ignored-differences',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.ignoreDifferences = [
        { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
      ];
    },
  },
  {
    name: 'the PodMonitor of vllm has the API group of the Prometheus Operator',
    rule: 'gitops/monitors',
    change: (draft) => {
      draft.object('PodMonitor', 'vllm').apiVersion = 'monitoring.coreos.com/v1';
    },
  },
  {
    name: 'KEDA is removed from the cluster',
    rule: 'gitops/add-on-kinds',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster').workload_autoscaler_profile;
    },
  },
  {
    name: 'the Secrets Store CSI driver is removed from the cluster',
    rule: 'gitops/add-on-kinds',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster').key_vault_secrets_provider;
    },
  },
  {
    name: 'the Service of vllm is defined twice',
    rule: 'gitops/one-owner',
    change: (draft) => {
      draft.add(structuredClone(draft.object('Service', 'vllm')));
    },
  },
  {
    name: 'an object has a namespace that no manifest creates',
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
    name: 'a Namespace object has a namespace',
    rule: 'gitops/existing-namespace',
    change: (draft) => {
      draft.object('Namespace', 'production').metadata.namespace = 'default';
    },
  },
  {
    name: 'a placeholder remains in ai-app',
    rule: 'gitops/placeholder',
    change: (draft) => {
      draft.container('ai-app').env.push({ name: 'REGION', value: '<your-region>' });
    },
  },
  {
    name: 'a client id consists of zeros',
    rule: 'gitops/placeholder',
    change: (draft) => {
      draft.object('ServiceAccount', 'vllm').metadata.annotations['azure.workload.identity/client-id'] =
        '00000000-0000-0000-0000-000000000000';
    },
  },
  {
    name: 'a CDKTF token remains in a manifest',
    rule: 'gitops/terraform-token',
    change: (draft) => {
      draft.object('ServiceAccount', 'vllm').metadata.annotations['azure.workload.identity/client-id'] =
        '${azurerm_user_assigned_identity.my-aks-vllm_identity.client_id}';
    },
  },
  {
    name: 'the Application of vllm syncs a folder that was renamed',
    rule: 'gitops/folder',
    change: (draft) => {
      draft.object('Application', 'vllm').spec.source.path = 'dist/production/vllm-server';
    },
  },
  {
    name: 'an Application remains after its folder was deleted',
    rule: 'gitops/folder',
    change: (draft) => {
      const old = structuredClone(draft.object('Application', 'vllm'));
      old.metadata.name = 'whisper';
      old.spec.source.path = 'dist/production/whisper';
      draft.add(old);
    },
  },
];
