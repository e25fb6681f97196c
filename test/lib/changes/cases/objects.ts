import { images } from '../../../../lib/facts/versions';
import {
  checkoutOf,
  definitionOf,
  type Loose,
  production,
  renamed,
  withField,
  withFile,
  withObject,
  without,
} from '../checkouts';
import type { ChangeCase } from './change-case';

const definition = definitionOf('production');
const service = 'agent/service.agent.yaml';
const migration = 'litellm/job.litellm-migration.yaml';
const migrationImage = 'spec.template.spec.containers[0].image';
const claimFile = 'agent/persistentvolumeclaim.cache.yaml';
const claim = (storage: string, annotations = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'cache', namespace: 'production', annotations },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});
const priority = (value: number) => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'inference' },
  value,
});
const database = (storage: string) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'database', namespace: 'production' },
  spec: {
    serviceName: 'database',
    selector: { matchLabels: { app: 'database' } },
    template: {
      metadata: { labels: { app: 'database' } },
      spec: { containers: [{ name: 'postgres', image: 'docker.io/library/postgres:18.1' }] },
    },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }],
  },
});

/** Objects and applications that are added, removed, moved or immutable. */
export const objectCases: readonly ChangeCase[] = [
  {
    title: 'replicas',
    after: () => withField('agent/deployment.agent.yaml', 'spec.replicas', 3),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Limits',
      '| `Deployment production/agent` | 2 replicas | 3 replicas |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | 21 |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
      '#### Application `agent`',
      '| `Deployment production/agent` | `spec.replicas` | `2` | `3` |',
    ],
  },
  {
    title: 'limits of a ScaledObject',
    after: () => withField('vllm/scaledobject.vllm-scaler.yaml', 'spec.maxReplicaCount', 5),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Limits',
      '| `Deployment production/vllm` | 1–3 replicas × 1 GPU | 1–5 replicas × 1 GPU |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | 21 |',
      '| Maximum GPUs that all workloads request | 20 | **22** |',
      '#### Application `vllm`',
      '| `ScaledObject production/vllm-scaler` | `spec.maxReplicaCount` | `3` | `5` |',
    ],
  },
  {
    title: 'a trigger of a ScaledObject',
    after: () =>
      withObject(production, 'vllm/scaledobject.vllm-scaler.yaml', ({ spec }) => {
        spec.triggers.find(({ type }: Loose) => type === 'cron').metadata.desiredReplicas = '3';
      }),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Application `vllm`',
      '| `ScaledObject production/vllm-scaler` | `spec.triggers[2].metadata.desiredReplicas` | `2` | `3` |',
    ],
  },
  {
    title: 'only labels and annotations',
    after: () =>
      withObject(production, service, ({ metadata }) => {
        metadata.labels.team = 'agents';
        metadata.annotations = { 'example.com/owner': 'agents' };
      }),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Application `agent`',
      '| `Service production/agent` | `metadata.annotations["example.com/owner"]` | – | `agents` |',
      '|  | `metadata.labels.team` | – | `agents` |',
    ],
  },
  {
    title: 'another version of an API',
    after: () => withField('agent/poddisruptionbudget.agent.yaml', 'apiVersion', 'policy/v1beta1'),
    says: [
      '| `production` | **1 × check error** | – | 21 | 1 changed | – | 1 new |',
      '### Risks',
      '| **check error** | `PodDisruptionBudget production/agent` | `apiVersion: Kubernetes 1.36 serves no PodDisruptionBudget of policy/v1beta1, so the API server refuses the object.` | `schema/served-version` |',
      '#### Application `agent`',
      '| `PodDisruptionBudget production/agent` | `apiVersion` | `policy/v1` | `policy/v1beta1` |',
      '#### Check',
      '| new error | `PodDisruptionBudget production/agent` | `apiVersion: Kubernetes 1.36 serves no PodDisruptionBudget of policy/v1beta1, so the API server refuses the object. Expected: policy/v1. Fix: Correct apiVersion to policy/v1, and the fields to that version.` | `schema/served-version` |',
    ],
  },
  {
    title: 'a new object',
    after: () => withFile(claimFile, claim('1Gi')),
    says: [
      '| `production` | – | – | 21 | 1 new | – | – |',
      '#### Application `agent`',
      'New: `PersistentVolumeClaim production/cache`',
    ],
  },
  {
    title: 'a removed claim',
    before: () => withFile(claimFile, claim('1Gi')),
    after: () => production,
    says: [
      '| `production` | **1 × lost** | – | 21 | 1 removed | – | – |',
      '### Risks',
      '| **lost** | `PersistentVolumeClaim production/cache` | removed from Git | its data, unless the reclaim policy of its volume is Retain |',
      '#### Application `agent`',
      'Removed: `PersistentVolumeClaim production/cache`',
    ],
  },
  {
    title: 'a removed object, and one that Argo CD keeps',
    before: () =>
      withFile(
        claimFile,
        claim('1Gi', { 'argocd.argoproj.io/sync-options': 'Prune=false' }),
        withFile('agent/priorityclass.inference.yaml', priority(1)),
      ),
    after: () => production,
    says: [
      '| `production` | – | – | 21 | 2 removed | – | – |',
      '#### Application `agent`',
      'Removed: `PersistentVolumeClaim production/cache` (kept: Prune=false), `PriorityClass inference`',
    ],
  },
  {
    title: 'a Deployment under another name',
    after: () => withField('agent/deployment.agent.yaml', 'metadata.name', 'agents'),
    says: [
      '| `production` | **1 × recreated** | – | 21 | 1 new, 1 removed | – | – |',
      '### Risks',
      '| **recreated** | `Deployment production/agents` | it was `Deployment production/agent` | Argo CD deletes the old object, so references to its name fail |',
      '#### Limits',
      '| `Deployment production/agent` | 2 replicas | – |',
      '| `Deployment production/agents` | – | 2 replicas |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | 21 |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
      '#### Application `agent`',
      'New: `Deployment production/agents` (was `Deployment production/agent`)',
      'Removed: `Deployment production/agent`',
    ],
  },
  {
    title: 'another namespace of an object',
    after: () => withField(service, 'metadata.namespace', 'agents'),
    says: [
      '| `production` | **1 × recreated** | – | 21 | 1 new, 1 removed | – | – |',
      '### Risks',
      '| **recreated** | `Service agents/agent` | it was `Service production/agent` | Argo CD deletes the old object, so references to its name fail |',
      '#### Application `agent`',
      'New: `Service agents/agent` (was `Service production/agent`)',
      'Removed: `Service production/agent`',
    ],
  },
  {
    title: 'a cluster-scoped object',
    before: () => withFile('cluster/priorityclass.inference.yaml', priority(1)),
    after: () => withFile('cluster/priorityclass.inference.yaml', priority(2)),
    says: [
      '| `production` | **1 × sync fails** | – | 21 | 1 changed | – | – |',
      '### Risks',
      '| **sync fails** | `PriorityClass inference` | Kubernetes does not allow a change of `value` | the sync fails until you delete the object, with the data in it |',
      '#### Application `cluster`',
      '| `PriorityClass inference` | `value` | `1` | `2` |',
    ],
  },
  {
    title: 'a new application',
    before: () => checkoutOf({ ...definition, cronJobs: [] }),
    after: () => production,
    says: [
      '| `production` | – | – | 21 | 5 new, 1 changed | 4 new | – |',
      '### Before and after the merge',
      '| before the merge | make sure that the Key Vault `my-kv-k4x9` contains `evaluation-gateway-key` | new manifests mount it, and their pods do not start without it |',
      '| before the merge | run `npx cdktf deploy production --outputs-file outputs/production.json`, unless it is already deployed | the manifests may need new or changed resources: `federated identity credential evaluation-fed`, `role assignment`, `identity my-aks-evaluation` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'New: `azurerm_federated_identity_credential`: `evaluation-fed`; `azurerm_monitor_alert_prometheus_rule_group`: `workload-production-evaluation-my-aks`; `azurerm_role_assignment`: `my-aks-evaluation_Key-Vault-Secrets-User-on-key-vault_role`; `azurerm_user_assigned_identity`: `my-aks-evaluation`',
      'New outputs, available to `dist/` after the deployment: `client_id_my-aks-evaluation`',
      '#### Application `argocd`',
      'New: `Application argocd/evaluation`',
      '| `AppProject argocd/production` | `spec.namespaceResourceWhitelist[CronJob]` | – | `{"group":"batch","kind":"CronJob"}` |',
      '#### Application `cluster`',
      'New: `ServiceAccount production/evaluation`',
      '#### Application `evaluation`, new',
      'New: `CronJob production/evaluation`, `NetworkPolicy production/evaluation`, `SecretProviderClass production/evaluation-secrets`',
    ],
  },
  {
    title: 'a removed application',
    after: () => checkoutOf({ ...definition, cronJobs: [] }),
    says: [
      '| `production` | **1 × deleted** | – | 21 | 1 changed, 5 removed | 4 destroyed | – |',
      '### Risks',
      '| **deleted** | application `evaluation` | its folder is removed | Argo CD deletes everything that it applied |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` after the sync is complete | until then pods use the removed or reduced resources: `federated identity credential evaluation-fed`, `role assignment`, `identity my-aks-evaluation` |',
      '| after the merge | delete `evaluation-gateway-key` from the Key Vault `my-kv-k4x9` after the sync is complete, unless something else reads it | the manifests of this environment no longer read it |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Destroyed: `azurerm_federated_identity_credential`: `evaluation-fed`; `azurerm_monitor_alert_prometheus_rule_group`: `workload-production-evaluation-my-aks`; `azurerm_role_assignment`: `my-aks-evaluation_Key-Vault-Secrets-User-on-key-vault_role`; `azurerm_user_assigned_identity`: `my-aks-evaluation`',
      'Removed outputs: `client_id_my-aks-evaluation`',
      '#### Application `argocd`',
      'Removed: `Application argocd/evaluation`',
      '| `AppProject argocd/production` | `spec.namespaceResourceWhitelist[CronJob]` | `{"group":"batch","kind":"CronJob"}` | – |',
      '#### Application `cluster`',
      'Removed: `ServiceAccount production/evaluation`',
      '#### Application `evaluation`, removed',
      'Removed: `CronJob production/evaluation`, `NetworkPolicy production/evaluation`, `SecretProviderClass production/evaluation-secrets`',
    ],
  },
  {
    title: 'a removed folder whose Application stays',
    after: () => without(production, /\/evaluation\//),
    says: [
      '| `production` | **1 × sync fails, 1 × check error** | – | 21 | 3 removed | – | 1 new |',
      '### Risks',
      '| **sync fails** | application `evaluation` | its folder is removed | its Application still reads the folder: the sync fails, and its objects stay |',
      '| **check error** | `Application argocd/evaluation` | `spec.source.path: The folder "dist/production/evaluation" contains no files, so Argo CD cannot sync the Application.` | `gitops/folder` |',
      '### Before and after the merge',
      '| after the merge | delete `evaluation-gateway-key` from the Key Vault `my-kv-k4x9` after the sync is complete, unless something else reads it | the manifests of this environment no longer read it |',
      '#### Application `evaluation`, removed',
      'Removed: `CronJob production/evaluation`, `NetworkPolicy production/evaluation`, `SecretProviderClass production/evaluation-secrets`',
      '#### Check',
      '| new error | `Application argocd/evaluation` | `spec.source.path: The folder "dist/production/evaluation" contains no files, so Argo CD cannot sync the Application. Expected: an existing folder of the repository. Fix: Correct the path, or delete the Application.` | `gitops/folder` |',
    ],
  },
  {
    title: 'a removed Application without a finalizer',
    after: () => without(production, /argocd\/application\.lws/),
    says: [
      '| `production` | **1 × deleted** | – | 21 | 1 removed | – | – |',
      '### Risks',
      '| **deleted** | `Application argocd/lws` | removed from Git | it has no finalizer: the objects that it applied stay without an owner |',
      '#### Application `argocd`',
      'Removed: `Application argocd/lws`',
    ],
  },
  {
    title: 'a removed Application with a finalizer whose folder stays',
    after: () => without(production, /argocd\/application\.agent/),
    says: [
      '| `production` | **1 × lost** | – | 21 | 1 removed | – | – |',
      '### Risks',
      '| **lost** | `Application argocd/agent` | removed from Git | every object that it applied, because of its finalizer |',
      '#### Application `argocd`',
      'Removed: `Application argocd/agent`',
    ],
  },
  {
    title: 'values of a chart',
    after: () =>
      withField(
        'argocd/application.langfuse.yaml',
        'spec.sources[0].helm.valuesObject.langfuse.web.replicas',
        3,
      ),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Pods',
      'The report does not see the pods of Helm charts that change: `langfuse`.',
      '#### Application `argocd`',
      '| `Application argocd/langfuse` | `spec.sources[0].helm.valuesObject.langfuse.web.replicas` | `2` | `3` |',
    ],
  },
  {
    title: 'an object that moves to another application',
    after: () => renamed(production, `/${service}`, '/ai-app/service.agent.yaml'),
    says: [
      '| `production` | **1 × recreated** | – | 21 | 1 changed | – | – |',
      '### Risks',
      '| **recreated** | `Service production/agent` | from application `agent` to `ai-app` | `agent` deletes it, and `ai-app` recreates it; until then the sync of `ai-app` fails (`FailOnSharedResource`) |',
      '#### Application `ai-app`',
      '| `Service production/agent`, moved from application `agent` |  |  |  |',
    ],
  },
  {
    title: 'the selector of a Service',
    after: () => withField(service, 'spec.selector', { 'app.kubernetes.io/name': 'ai-app' }),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Application `agent`',
      '| `Service production/agent` | `spec.selector["app.kubernetes.io/name"]` | `agent` | `ai-app` |',
    ],
  },
  {
    title: 'clusterIP of a Service',
    after: () => withField(service, 'spec.clusterIP', 'None'),
    says: [
      '| `production` | **1 × sync fails** | – | 21 | 1 changed | – | – |',
      '### Risks',
      '| **sync fails** | `Service production/agent` | Kubernetes does not allow a change of `spec.clusterIP` | the sync fails until you delete the object, with the data in it |',
      '#### Application `agent`',
      '| `Service production/agent` | `spec.clusterIP` | – | `None` |',
    ],
  },
  {
    title: 'the selector of a Deployment',
    after: () =>
      withObject(production, 'agent/deployment.agent.yaml', ({ spec }) => {
        spec.selector.matchLabels.tier = 'web';
        spec.template.metadata.labels.tier = 'web';
      }),
    says: [
      '| `production` | **1 × sync fails** | 1 workload | 21 | 1 changed | – | – |',
      '### Risks',
      '| **sync fails** | `Deployment production/agent` | Kubernetes does not allow a change of `spec.selector.matchLabels.tier` | the sync fails until you delete the object, with the data in it |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/agent` | 2 | rolling: maxSurge 25%, maxUnavailable 0; up to 5 min 30 s to stop, up to 6 min 5 s to start | `template.metadata.labels.tier` |',
      '#### Application `agent`',
      '| `Deployment production/agent` | `spec.selector.matchLabels.tier` | – | `web` |',
      '|  | `template.metadata.labels.tier` | – | `web` |',
    ],
  },
  {
    title: 'a claim template of a StatefulSet',
    before: () => withFile('agent/statefulset.database.yaml', database('1Gi')),
    after: () => withFile('agent/statefulset.database.yaml', database('2Gi')),
    says: [
      '| `production` | **1 × sync fails** | – | 21 | 1 changed | – | – |',
      '### Risks',
      '| **sync fails** | `StatefulSet production/database` | Kubernetes does not allow a change of `spec.volumeClaimTemplates[data].spec.resources.requests.storage` | the sync fails until you delete the object, with the data in it |',
      '#### Application `agent`',
      '| `StatefulSet production/database` | `spec.volumeClaimTemplates[data].spec.resources.requests.storage` | `1Gi` | `2Gi` |',
    ],
  },
  {
    title: 'a Job that is a hook',
    after: () => withField(migration, migrationImage, 'ghcr.io/berriai/litellm-non_root:v1.109.0'),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Application `litellm`',
      `| \`Job production/litellm-migration\` | \`containers[migration].image\` | \`${images.liteLlm.reference}\` | \`ghcr.io/berriai/litellm-non_root:v1.109.0\` |`,
    ],
  },
  {
    title: 'a Job that is not a hook',
    before: () => withField(migration, 'metadata.annotations', {}),
    after: () =>
      withField(
        migration,
        migrationImage,
        'ghcr.io/berriai/litellm-non_root:v1.109.0',
        withField(migration, 'metadata.annotations', {}),
      ),
    says: [
      '| `production` | **1 × sync fails** | – | 21 | 1 changed | – | – |',
      '### Risks',
      '| **sync fails** | `Job production/litellm-migration` | Kubernetes does not allow a change of `containers[migration].image` | the sync fails until you delete the object, with the data in it |',
      '#### Application `litellm`',
      `| \`Job production/litellm-migration\` | \`containers[migration].image\` | \`${images.liteLlm.reference}\` | \`ghcr.io/berriai/litellm-non_root:v1.109.0\` |`,
    ],
  },
  {
    title: 'a larger claim',
    before: () => withFile(claimFile, claim('1Gi')),
    after: () => withFile(claimFile, claim('2Gi')),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Application `agent`',
      '| `PersistentVolumeClaim production/cache` | `spec.resources.requests.storage` | `1Gi` | `2Gi` |',
    ],
  },
  {
    title: 'a smaller claim',
    before: () => withFile(claimFile, claim('2Gi')),
    after: () => withFile(claimFile, claim('1Gi')),
    says: [
      '| `production` | **1 × sync fails** | – | 21 | 1 changed | – | – |',
      '### Risks',
      '| **sync fails** | `PersistentVolumeClaim production/cache` | Kubernetes does not allow a change of `spec.resources.requests.storage` | the sync fails until you delete the object, with the data in it |',
      '#### Application `agent`',
      '| `PersistentVolumeClaim production/cache` | `spec.resources.requests.storage` | `2Gi` | `1Gi` |',
    ],
  },
];
