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

/** Objects and applications that come, go, move, and refuse to change. */
export const objectCases: readonly ChangeCase[] = [
  {
    title: 'replicas',
    after: () => withField('agent/deployment.agent.yaml', 'spec.replicas', 3),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Limits',
      '| `Deployment production/agent` | 2 replicas | 3 replicas |',
      '| Nodes of all pools at most | 18 | 18 |',
      '| GPUs of all pools at most | 21 | 21 |',
      '| GPUs that all workloads ask for at most | 20 | 20 |',
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
      '| Nodes of all pools at most | 18 | 18 |',
      '| GPUs of all pools at most | 21 | 21 |',
      '| GPUs that all workloads ask for at most | 20 | **22** |',
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
      '| `ScaledObject production/vllm-scaler` | `spec.triggers[cron].metadata.desiredReplicas` | `2` | `3` |',
    ],
  },
  {
    title: 'labels and annotations alone',
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
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Application `agent`',
      '| `PodDisruptionBudget production/agent` | `apiVersion` | `policy/v1` | `policy/v1beta1` |',
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
    title: 'a claim that goes',
    before: () => withFile(claimFile, claim('1Gi')),
    after: () => production,
    says: [
      '| `production` | **1 × lost** | – | 21 | 1 gone | – | – |',
      '### Look at these first',
      '| **lost** | `PersistentVolumeClaim production/cache` | no longer there | its data, unless the reclaim policy of its volume is Retain |',
      '#### Application `agent`',
      'Gone: `PersistentVolumeClaim production/cache`',
    ],
  },
  {
    title: 'an object that goes, and one that says that it stays',
    before: () =>
      withFile(
        claimFile,
        claim('1Gi', { 'argocd.argoproj.io/sync-options': 'Prune=false' }),
        withFile('agent/priorityclass.inference.yaml', priority(1)),
      ),
    after: () => production,
    says: [
      '| `production` | – | – | 21 | 2 gone | – | – |',
      '#### Application `agent`',
      'Gone: `PersistentVolumeClaim production/cache` (stays: Prune=false), `PriorityClass inference`',
    ],
  },
  {
    title: 'a Deployment under another name',
    after: () => withField('agent/deployment.agent.yaml', 'metadata.name', 'agents'),
    says: [
      '| `production` | **1 × made anew** | – | 21 | 1 new, 1 gone | – | – |',
      '### Look at these first',
      '| **made anew** | `Deployment production/agents` | it was `Deployment production/agent` | the old one is deleted, and whatever names it finds nothing |',
      '#### Limits',
      '| `Deployment production/agent` | 2 replicas | – |',
      '| `Deployment production/agents` | – | 2 replicas |',
      '| Nodes of all pools at most | 18 | 18 |',
      '| GPUs of all pools at most | 21 | 21 |',
      '| GPUs that all workloads ask for at most | 20 | 20 |',
      '#### Application `agent`',
      'New: `Deployment production/agents` (was `Deployment production/agent`)',
      'Gone: `Deployment production/agent`',
    ],
  },
  {
    title: 'another namespace of an object',
    after: () => withField(service, 'metadata.namespace', 'agents'),
    says: [
      '| `production` | **1 × made anew** | – | 21 | 1 new, 1 gone | – | – |',
      '### Look at these first',
      '| **made anew** | `Service agents/agent` | it was `Service production/agent` | the old one is deleted, and whatever names it finds nothing |',
      '#### Application `agent`',
      'New: `Service agents/agent` (was `Service production/agent`)',
      'Gone: `Service production/agent`',
    ],
  },
  {
    title: 'an object of the whole cluster',
    before: () => withFile('cluster/priorityclass.inference.yaml', priority(1)),
    after: () => withFile('cluster/priorityclass.inference.yaml', priority(2)),
    says: [
      '| `production` | **1 × sync fails** | – | 21 | 1 changed | – | – |',
      '### Look at these first',
      '| **sync fails** | `PriorityClass inference` | Kubernetes does not change `value` | until somebody deletes the object, and with it what it holds |',
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
      '| before the merge | put `evaluation-gateway-key` into the Key Vault `my-kv-k4x9`, if not there yet | pods that mount it do not start without |',
      '| before the merge | `npx cdktf deploy production --outputs-file outputs/production.json`, if not done yet | the manifests may need what is new or changed: `federated identity credential evaluation-fed`, `role assignment`, `identity my-aks-evaluation` |',
      '#### Azure',
      'With `npx cdktf deploy production --outputs-file outputs/production.json`, not with the merge.',
      'New: `azurerm_federated_identity_credential`: `evaluation-fed`; `azurerm_monitor_alert_prometheus_rule_group`: `workload-production-evaluation-my-aks`; `azurerm_role_assignment`: `my-aks-evaluation_Key-Vault-Secrets-User-on-key-vault_role`; `azurerm_user_assigned_identity`: `my-aks-evaluation`',
      'New outputs, which `dist/` can have after the deployment alone: `client_id_my-aks-evaluation`',
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
    title: 'an application that goes',
    after: () => checkoutOf({ ...definition, cronJobs: [] }),
    says: [
      '| `production` | **1 × deleted** | – | 21 | 1 changed, 5 gone | 4 destroyed | – |',
      '### Look at these first',
      '| **deleted** | application `evaluation` | its folder is gone | Argo CD deletes everything that it applied |',
      '### Before and after the merge',
      '| after the merge | `npx cdktf deploy production --outputs-file outputs/production.json`, when the sync is through | until then pods use what goes or becomes smaller: `federated identity credential evaluation-fed`, `role assignment`, `identity my-aks-evaluation` |',
      '| after the merge | `evaluation-gateway-key` may be deleted from the Key Vault `my-kv-k4x9`, when the sync is through | no manifest of this environment reads it any more; see who else does |',
      '#### Azure',
      'With `npx cdktf deploy production --outputs-file outputs/production.json`, not with the merge.',
      'Destroyed: `azurerm_federated_identity_credential`: `evaluation-fed`; `azurerm_monitor_alert_prometheus_rule_group`: `workload-production-evaluation-my-aks`; `azurerm_role_assignment`: `my-aks-evaluation_Key-Vault-Secrets-User-on-key-vault_role`; `azurerm_user_assigned_identity`: `my-aks-evaluation`',
      'Outputs that go: `client_id_my-aks-evaluation`',
      '#### Application `argocd`',
      'Gone: `Application argocd/evaluation`',
      '| `AppProject argocd/production` | `spec.namespaceResourceWhitelist[CronJob]` | `{"group":"batch","kind":"CronJob"}` | – |',
      '#### Application `cluster`',
      'Gone: `ServiceAccount production/evaluation`',
      '#### Application `evaluation`, gone',
      'Gone: `CronJob production/evaluation`, `NetworkPolicy production/evaluation`, `SecretProviderClass production/evaluation-secrets`',
    ],
  },
  {
    title: 'an application whose folder goes, and whose Application stays',
    after: () => without(production, /\/evaluation\//),
    says: [
      '| `production` | **1 × sync fails, 1 × check: error** | – | 21 | 3 gone | – | 1 new |',
      '### Look at these first',
      '| **sync fails** | application `evaluation` | its folder is gone | its Application still reads the folder: the sync fails, and its objects stay |',
      '| **check: error** | `Application argocd/evaluation` | `spec.source.path: The folder "dist/production/evaluation" contains no files, so Argo CD cannot sync the Application.` | `gitops/folder` |',
      '### Before and after the merge',
      '| after the merge | `evaluation-gateway-key` may be deleted from the Key Vault `my-kv-k4x9`, when the sync is through | no manifest of this environment reads it any more; see who else does |',
      '#### Application `evaluation`, gone',
      'Gone: `CronJob production/evaluation`, `NetworkPolicy production/evaluation`, `SecretProviderClass production/evaluation-secrets`',
      '#### Check',
      '| new error | `Application argocd/evaluation` | `spec.source.path: The folder "dist/production/evaluation" contains no files, so Argo CD cannot sync the Application. Expected: an existing folder of the repository. Fix: Correct the path, or delete the Application.` | `gitops/folder` |',
    ],
  },
  {
    title: 'an Application without a finalizer that goes',
    after: () => without(production, /argocd\/application\.lws/),
    says: [
      '| `production` | **1 × deleted** | – | 21 | 1 gone | – | – |',
      '### Look at these first',
      '| **deleted** | `Application argocd/lws` | no longer there | it has no finalizer: what it applied stays, and nobody owns it |',
      '#### Application `argocd`',
      'Gone: `Application argocd/lws`',
    ],
  },
  {
    title: 'an Application with a finalizer that goes, and whose folder stays',
    after: () => without(production, /argocd\/application\.agent/),
    says: [
      '| `production` | **1 × lost** | – | 21 | 1 gone | – | – |',
      '### Look at these first',
      '| **lost** | `Application argocd/agent` | no longer there | everything that it applied: its finalizer deletes it |',
      '#### Application `argocd`',
      'Gone: `Application argocd/agent`',
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
      'Pods of charts are not seen here: `langfuse`.',
      '#### Application `argocd`',
      '| `Application argocd/langfuse` | `spec.sources[0].helm.valuesObject.langfuse.web.replicas` | `2` | `3` |',
    ],
  },
  {
    title: 'an object that another application gets',
    after: () => renamed(production, `/${service}`, '/ai-app/service.agent.yaml'),
    says: [
      '| `production` | **1 × made anew** | – | 21 | 1 changed | – | – |',
      '### Look at these first',
      '| **made anew** | `Service production/agent` | from application `agent` to `ai-app` | `agent` deletes it, and `ai-app` makes it anew; until then its sync fails (`FailOnSharedResource`) |',
      '#### Application `ai-app`',
      '| `Service production/agent`, from application `agent` |  |  |  |',
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
      '### Look at these first',
      '| **sync fails** | `Service production/agent` | Kubernetes does not change `spec.clusterIP` | until somebody deletes the object, and with it what it holds |',
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
      '### Look at these first',
      '| **sync fails** | `Deployment production/agent` | Kubernetes does not change `spec.selector.matchLabels.tier` | until somebody deletes the object, and with it what it holds |',
      '#### Pods',
      'With the sync after the merge:',
      '| `Deployment production/agent` | 2 | rolling: maxSurge 25%, maxUnavailable 0; up to 5 min 30 s to end, up to 6 min 5 s to start | `template.metadata.labels.tier` |',
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
      '### Look at these first',
      '| **sync fails** | `StatefulSet production/database` | Kubernetes does not change `spec.volumeClaimTemplates[data].spec.resources.requests.storage` | until somebody deletes the object, and with it what it holds |',
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
    title: 'a Job that is no hook',
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
      '### Look at these first',
      '| **sync fails** | `Job production/litellm-migration` | Kubernetes does not change `containers[migration].image` | until somebody deletes the object, and with it what it holds |',
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
      '### Look at these first',
      '| **sync fails** | `PersistentVolumeClaim production/cache` | Kubernetes does not change `spec.resources.requests.storage` | until somebody deletes the object, and with it what it holds |',
      '#### Application `agent`',
      '| `PersistentVolumeClaim production/cache` | `spec.resources.requests.storage` | `2Gi` | `1Gi` |',
    ],
  },
];
