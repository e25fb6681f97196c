import type { Damage, Draft, Json } from './damage';
import { addScaledJob } from './shutdown-damages';

const trigger = (draft: Draft, scaler: string, index = 0): Json =>
  draft.object('ScaledObject', scaler).spec.triggers[index];

export const scalingDamages: readonly Damage[] = [
  {
    name: 'the trigger of vllm loses the address of Prometheus',
    rule: 'scaling/trigger-metadata',
    change: (draft) => {
      delete trigger(draft, 'vllm-scaler').metadata.serverAddress;
    },
  },
  {
    name: 'the threshold of vllm is a word',
    rule: 'scaling/trigger-metadata',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metadata.threshold = 'five';
    },
  },
  {
    name: 'a setting of the trigger of vllm is misspelled',
    rule: 'scaling/trigger-name',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metadata.ignoreNulValues = 'false';
    },
  },
  {
    name: 'the scaler of ai-app uses a scaler that is newer than the KEDA add-on',
    rule: 'scaling/keda-version',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.triggers.push({
        type: 'opensearch',
        metadata: { addresses: 'https://search:9200', index: 'jobs', targetValue: '5' },
      });
    },
  },
  {
    name: 'the KEDA chart is installed next to the add-on',
    rule: 'scaling/one-keda',
    change: (draft) => {
      const copy = structuredClone(draft.object('Application', 'lws'));
      copy.metadata.name = 'keda';
      copy.spec.source = {
        repoURL: 'https://kedacore.github.io/charts',
        chart: 'keda',
        targetRevision: '2.20.0',
        helm: { releaseName: 'keda' },
      };
      draft.object('AppProject', copy.spec.project).spec.sourceRepos.push(copy.spec.source.repoURL);
      draft.add(copy);
    },
  },
  {
    name: 'ai-app sets replicas again',
    rule: 'scaling/replicas-stated',
    change: (draft) => {
      draft.object('Deployment', 'ai-app').spec.replicas = 3;
    },
  },
  {
    name: 'the scaler of ai-app targets a Deployment that does not exist',
    rule: 'scaling/target',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.scaleTargetRef.name = 'aiapp';
    },
  },
  {
    name: 'the scaler of deepseek loses the kind of its target',
    rule: 'scaling/target',
    change: (draft) => {
      draft.object('ScaledObject', 'deepseek-scaler').spec.scaleTargetRef = { name: 'deepseek' };
    },
  },
  {
    name: 'a HorizontalPodAutoscaler is added to ai-app, which KEDA scales',
    rule: 'scaling/one-scaler',
    change: (draft) => {
      draft.add({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'ai-app', namespace: 'production' },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ai-app' },
          minReplicas: 1,
          maxReplicas: 5,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
            },
          ],
        },
      });
    },
  },
  {
    name: 'a copy of the scaler of vllm is added under another name',
    rule: 'scaling/one-scaler',
    change: (draft) => {
      const copy = structuredClone(draft.object('ScaledObject', 'vllm-scaler'));
      copy.metadata.name = 'vllm-nights';
      draft.add(copy);
    },
  },
  {
    name: 'vllm scales to zero on its own metrics only',
    rule: 'scaling/wake-from-zero',
    change: (draft) => {
      const { spec } = draft.object('ScaledObject', 'vllm-scaler');
      Object.assign(spec, { minReplicaCount: 0, cooldownPeriod: 3600, initialCooldownPeriod: 3600 });
      spec.triggers.pop();
      spec.triggers[0].metadata.ignoreNullValues = 'true';
    },
  },
  {
    name: 'deepseek scales to zero five minutes after a request',
    rule: 'scaling/cooldown',
    change: (draft) => {
      delete draft.object('ScaledObject', 'deepseek-scaler').spec.cooldownPeriod;
    },
  },
  {
    name: 'the new embedder is removed before it has started',
    rule: 'scaling/initial-cooldown',
    change: (draft) => {
      delete draft.object('ScaledObject', 'embedder-scaler').spec.initialCooldownPeriod;
    },
  },
  {
    name: 'the scale-down window of vllm is the Kubernetes default',
    rule: 'scaling/scale-down-window',
    change: (draft) => {
      delete draft.object('ScaledObject', 'vllm-scaler').spec.advanced;
    },
  },
  {
    name: 'the scale-down window of vllm is two hours, which Kubernetes rejects',
    rule: 'scaling/behavior',
    change: (draft) => {
      const { advanced } = draft.object('ScaledObject', 'vllm-scaler').spec;
      advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds = 7200;
    },
  },
  {
    name: 'the polling interval of ai-app is 0 seconds',
    rule: 'scaling/behavior',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.pollingInterval = 0;
    },
  },
  {
    name: 'the query of vllm loses its sum',
    rule: 'scaling/query-aggregated',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace(/^sum\((.*)\)$/, '$1');
    },
  },
  {
    name: 'the query of vllm groups by pod',
    rule: 'scaling/query-aggregated',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metadata.query += ' by (pod)';
    },
  },
  {
    name: 'the query of vllm uses the label model',
    rule: 'scaling/query-label',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace('model_name=', 'model=');
    },
  },
  {
    name: 'the metric name of vllm contains an underscore',
    rule: 'scaling/query-label',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace('vllm:', 'vllm_');
    },
  },
  {
    name: 'the served model name of vllm changes but not in its scaler',
    rule: 'scaling/query-model',
    change: (draft) => {
      const { args } = draft.container('vllm');
      args[args.indexOf('--served-model-name=microsoft/phi-4')] = '--served-model-name=phi-4';
    },
  },
  {
    name: 'the query of vllm selects another namespace',
    rule: 'scaling/query-model',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace('namespace="production"', 'namespace="staging"');
    },
  },
  {
    name: 'the ratio of the KV cache is divided by the replicas',
    rule: 'scaling/ratio',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query
        .replace('sum(', 'avg(')
        .replace('vllm:num_requests_waiting', 'vllm:kv_cache_usage_perc');
      metadata.threshold = '0.75';
    },
  },
  {
    name: 'the sum of waiting requests has metricType Value',
    rule: 'scaling/runaway',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metricType = 'Value';
    },
  },
  {
    name: 'an empty result of vllm counts as no load',
    rule: 'scaling/empty-is-zero',
    change: (draft) => {
      delete trigger(draft, 'vllm-scaler').metadata.ignoreNullValues;
    },
  },
  {
    name: 'the Service Bus namespace has its suffix',
    rule: 'scaling/service-bus-namespace',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').metadata.namespace += '.servicebus.windows.net';
    },
  },
  {
    name: 'the queue of the embedder is misspelled',
    rule: 'scaling/service-bus-queue',
    change: (draft) => {
      trigger(draft, 'embedder-scaler').metadata.queueName = 'embeddings-queue';
    },
  },
  {
    name: 'the scaler of ai-app counts the messages of staging',
    rule: 'scaling/service-bus-owner',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').metadata.namespace = 'my-servicebus-namespace-staging';
    },
  },
  {
    name: 'the message count of ai-app loses its quotes',
    rule: 'scaling/metadata-texts',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').metadata.messageCount = 5;
    },
  },
  {
    name: 'the TriggerAuthentication of KEDA moves to another namespace',
    rule: 'scaling/authentication',
    change: (draft) => {
      draft.object('TriggerAuthentication').metadata.namespace = 'langfuse';
    },
  },
  {
    name: 'the scaler of ai-app references a TriggerAuthentication that does not exist',
    rule: 'scaling/authentication',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').authenticationRef.name = 'keda';
    },
  },
  {
    name: 'the trigger on managed Prometheus has no authentication',
    rule: 'scaling/sign-in',
    change: (draft) => {
      delete trigger(draft, 'vllm-scaler').authenticationRef;
    },
  },
  {
    name: 'the Service Bus trigger of the embedder has no authentication',
    rule: 'scaling/sign-in',
    change: (draft) => {
      delete trigger(draft, 'embedder-scaler').authenticationRef;
    },
  },
  {
    name: 'the trigger on managed Prometheus also has authModes',
    rule: 'scaling/auth-modes',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metadata.authModes = 'bearer';
    },
  },
  {
    name: 'the identity id of KEDA is empty',
    rule: 'scaling/pod-identity',
    change: (draft) => {
      draft.object('TriggerAuthentication').spec.podIdentity.identityId = '';
    },
  },
  {
    name: 'the identity id of KEDA is a name',
    rule: 'scaling/pod-identity',
    change: (draft) => {
      draft.object('TriggerAuthentication').spec.podIdentity.identityId = 'my-aks-keda';
    },
  },
  {
    name: 'the name of the scaler of vllm is too long for its HorizontalPodAutoscaler',
    rule: 'scaling/name',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').metadata.name = `vllm-${'scaler-'.repeat(8)}production`;
    },
  },
  {
    name: 'the scaler of vllm has a maximum below its minimum',
    rule: 'scaling/limits',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.minReplicaCount = 50;
    },
  },
  {
    name: 'the idle replicas of ai-app equal its minimum',
    rule: 'scaling/idle-replicas',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.idleReplicaCount = 1;
    },
  },
  {
    name: 'ai-app scales on CPU utilization without a CPU request',
    rule: 'scaling/resource-requests',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.triggers.push({
        type: 'cpu',
        metricType: 'Utilization',
        metadata: { value: '70' },
      });
      delete draft.container('ai-app').resources.requests.cpu;
    },
  },
  {
    name: 'ai-app scales on CPU at "70%"',
    rule: 'scaling/resource-trigger',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.triggers.push({
        type: 'cpu',
        metricType: 'Utilization',
        metadata: { value: '70%' },
      });
    },
  },
  {
    name: 'vllm scales on its CPU alone',
    rule: 'scaling/gpu-by-cpu',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').spec.triggers = [
        { type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } },
      ];
    },
  },
  {
    name: 'vllm scales on its waiting requests and a schedule alone',
    rule: 'scaling/queue-alone',
    change: (draft) => {
      const { triggers } = draft.object('ScaledObject', 'vllm-scaler').spec;
      const batch = triggers.findIndex((each: Json) => each.name === 'running');
      triggers.splice(batch, 1);
    },
  },
  {
    name: 'the fallback of ai-app is 0',
    rule: 'scaling/fallback',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.fallback = { failureThreshold: 3, replicas: 0 };
    },
  },
  {
    name: 'the office hours of deepseek end when they begin',
    rule: 'scaling/cron',
    change: (draft) => {
      const { metadata } = trigger(draft, 'deepseek-scaler');
      metadata.end = metadata.start;
    },
  },
  {
    name: 'the office hours of vllm have an unknown time zone',
    rule: 'scaling/cron',
    change: (draft) => {
      trigger(draft, 'vllm-scaler', 2).metadata.timezone = 'Asia/Soul';
    },
  },
  {
    name: 'the office hours of vllm require more replicas than the maximum',
    rule: 'scaling/cron',
    change: (draft) => {
      trigger(draft, 'vllm-scaler', 2).metadata.desiredReplicas = '8';
    },
  },
  {
    name: 'the scaler of vllm has two triggers of the same name',
    rule: 'scaling/triggers',
    change: (draft) => {
      trigger(draft, 'vllm-scaler', 2).name = 'waiting';
    },
  },
  {
    name: 'the triggers of the scaler of the embedder are removed',
    rule: 'scaling/triggers',
    change: (draft) => {
      draft.object('ScaledObject', 'embedder-scaler').spec.triggers = [];
    },
  },
  {
    name: 'the scaler of vllm remains paused',
    rule: 'scaling/paused',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').metadata.annotations['autoscaling.keda.sh/paused'] = 'true';
    },
  },
  {
    name: 'a HorizontalPodAutoscaler of the agent has minReplicas 0',
    rule: 'scaling/hpa-limits',
    change: (draft) => {
      delete draft.object('Deployment', 'agent').spec.replicas;
      draft.add({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'agent', namespace: 'production' },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'agent' },
          minReplicas: 0,
          maxReplicas: 5,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
            },
          ],
        },
      });
    },
  },
  {
    name: 'a ScaledJob deletes its running Jobs with every change',
    rule: 'scaling/job-rollout',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.rollout;
      });
    },
  },
  {
    name: 'a ScaledJob keeps a hundred failed Jobs',
    rule: 'scaling/job-history',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.failedJobsHistoryLimit;
      });
    },
  },
  {
    name: 'a ScaledJob has pods that always restart',
    rule: 'scaling/job-restart-policy',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.jobTargetRef.template.spec.restartPolicy;
      });
    },
  },
  {
    name: 'the pod that keeps the Secret of embedder has no replica',
    rule: 'scaling/kept-secret',
    change: (draft) => {
      draft.object('Deployment', 'embedder-secrets').spec.replicas = 0;
    },
  },
  {
    name: 'a ScaledJob reads a Secret that only its own Jobs create',
    rule: 'scaling/synced-secret',
    change: (draft) => {
      const name = 'indexer-secrets';
      const providerClass = structuredClone(draft.object('SecretProviderClass', 'evaluation-secrets'));
      providerClass.metadata.name = name;
      providerClass.spec.secretObjects[0].secretName = name;
      draft.add(providerClass);
      addScaledJob(draft, ({ spec }) => {
        const pod = spec.jobTargetRef.template.spec;
        const mounted = pod.volumes.find(({ csi }: Json) => csi !== undefined);
        mounted.csi.volumeAttributes.secretProviderClass = name;
        for (const { valueFrom } of pod.containers[0].env)
          if (valueFrom?.secretKeyRef !== undefined) valueFrom.secretKeyRef.name = name;
      });
    },
  },
  {
    name: 'the TriggerAuthentication of embedder reads a Secret that only embedder creates',
    rule: 'scaling/synced-secret',
    change: (draft) => {
      draft.object('Deployment', 'embedder-secrets').spec.replicas = 0;
      draft.object('Deployment', 'embedder').spec.replicas = 0;
      draft.podSpec('embedder').containers[0].env = [];
      draft.object('TriggerAuthentication', 'my-aks-keda').spec.secretTargetRef = [
        { parameter: 'connection', name: 'embedder-secrets', key: 'OPENAI_API_KEY' },
      ];
    },
  },
];
