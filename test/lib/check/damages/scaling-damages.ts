import type { Damage, Draft, Json } from './damage';
import { addScaledJob } from './shutdown-damages';

const trigger = (draft: Draft, scaler: string, index = 0): Json =>
  draft.object('ScaledObject', scaler).spec.triggers[index];

export const scalingDamages: readonly Damage[] = [
  {
    name: 'ai-app states its replicas again',
    rule: 'scaling/replicas-stated',
    change: (draft) => {
      draft.object('Deployment', 'ai-app').spec.replicas = 3;
    },
  },
  {
    name: 'the scaler of ai-app names a Deployment that is not there',
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
    name: 'a HorizontalPodAutoscaler is added beside the scaler of ai-app',
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
    name: 'vllm may go to zero, and only its own metrics wake it',
    rule: 'scaling/wake-from-zero',
    change: (draft) => {
      const { spec } = draft.object('ScaledObject', 'vllm-scaler');
      Object.assign(spec, { minReplicaCount: 0, cooldownPeriod: 3600, initialCooldownPeriod: 3600 });
      spec.triggers.pop();
      spec.triggers[0].metadata.ignoreNullValues = 'true';
    },
  },
  {
    name: 'deepseek goes five minutes after it was asked for',
    rule: 'scaling/cooldown',
    change: (draft) => {
      delete draft.object('ScaledObject', 'deepseek-scaler').spec.cooldownPeriod;
    },
  },
  {
    name: 'the new embedder goes before it has started',
    rule: 'scaling/initial-cooldown',
    change: (draft) => {
      delete draft.object('ScaledObject', 'embedder-scaler').spec.initialCooldownPeriod;
    },
  },
  {
    name: 'the window of vllm before a replica goes is that of Kubernetes',
    rule: 'scaling/scale-down-window',
    change: (draft) => {
      delete draft.object('ScaledObject', 'vllm-scaler').spec.advanced;
    },
  },
  {
    name: 'the window of vllm is two hours, which Kubernetes refuses',
    rule: 'scaling/behavior',
    change: (draft) => {
      const { advanced } = draft.object('ScaledObject', 'vllm-scaler').spec;
      advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds = 7200;
    },
  },
  {
    name: 'the scaler of ai-app looks every 0 seconds',
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
    name: 'the query of vllm keeps the pods apart',
    rule: 'scaling/query-aggregated',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metadata.query += ' by (pod)';
    },
  },
  {
    name: 'the query of vllm asks for the label model',
    rule: 'scaling/query-label',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace('model_name=', 'model=');
    },
  },
  {
    name: 'the metric of vllm is written with an underscore',
    rule: 'scaling/query-label',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace('vllm:', 'vllm_');
    },
  },
  {
    name: 'vllm serves its model by another name, and its scaler does not know',
    rule: 'scaling/query-model',
    change: (draft) => {
      const { args } = draft.container('vllm');
      args[args.indexOf('--served-model-name=microsoft/phi-4')] = '--served-model-name=phi-4';
    },
  },
  {
    name: 'the query of vllm asks for another namespace',
    rule: 'scaling/query-model',
    change: (draft) => {
      const { metadata } = trigger(draft, 'vllm-scaler');
      metadata.query = metadata.query.replace('namespace="production"', 'namespace="staging"');
    },
  },
  {
    name: 'the share of the KV cache is divided by the replicas',
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
    name: 'the sum of waiting requests is compared as it is',
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
    name: 'the namespace of Service Bus is written with its suffix',
    rule: 'scaling/service-bus-namespace',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').metadata.namespace += '.servicebus.windows.net';
    },
  },
  {
    name: 'the queue of the embedder is misspelt',
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
    name: 'the messages of the scaler of ai-app lose their quotes',
    rule: 'scaling/metadata-texts',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').metadata.messageCount = 5;
    },
  },
  {
    name: 'the authentication of KEDA is moved to another namespace',
    rule: 'scaling/authentication',
    change: (draft) => {
      draft.object('TriggerAuthentication').metadata.namespace = 'langfuse';
    },
  },
  {
    name: 'the scaler of ai-app names an authentication that is not there',
    rule: 'scaling/authentication',
    change: (draft) => {
      trigger(draft, 'ai-app-scaler').authenticationRef.name = 'keda';
    },
  },
  {
    name: 'the trigger on managed Prometheus signs in with nothing',
    rule: 'scaling/sign-in',
    change: (draft) => {
      delete trigger(draft, 'vllm-scaler').authenticationRef;
    },
  },
  {
    name: 'the trigger of the embedder on Service Bus signs in with nothing',
    rule: 'scaling/sign-in',
    change: (draft) => {
      delete trigger(draft, 'embedder-scaler').authenticationRef;
    },
  },
  {
    name: 'the trigger on managed Prometheus has authModes too',
    rule: 'scaling/auth-modes',
    change: (draft) => {
      trigger(draft, 'vllm-scaler').metadata.authModes = 'bearer';
    },
  },
  {
    name: 'the identity of KEDA is empty',
    rule: 'scaling/pod-identity',
    change: (draft) => {
      draft.object('TriggerAuthentication').spec.podIdentity.identityId = '';
    },
  },
  {
    name: 'the identity of KEDA is a name',
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
    name: 'the scaler of vllm has less at most than at least',
    rule: 'scaling/limits',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.minReplicaCount = 50;
    },
  },
  {
    name: 'the scaler of ai-app keeps as many replicas when idle as at least',
    rule: 'scaling/idle-replicas',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.idleReplicaCount = 1;
    },
  },
  {
    name: 'ai-app is scaled by the utilization of a CPU that it does not request',
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
    name: 'ai-app is scaled by CPU at "70%"',
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
    name: 'vllm is scaled by its CPU alone',
    rule: 'scaling/gpu-by-cpu',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').spec.triggers = [
        { type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } },
      ];
    },
  },
  {
    name: 'the fallback of ai-app is none',
    rule: 'scaling/fallback',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.fallback = { failureThreshold: 3, replicas: 0 };
    },
  },
  {
    name: 'office hours of deepseek begin when they end',
    rule: 'scaling/cron',
    change: (draft) => {
      const { metadata } = trigger(draft, 'deepseek-scaler');
      metadata.end = metadata.start;
    },
  },
  {
    name: 'office hours of vllm have a time zone that nobody knows',
    rule: 'scaling/cron',
    change: (draft) => {
      trigger(draft, 'vllm-scaler', 1).metadata.timezone = 'Asia/Soul';
    },
  },
  {
    name: 'office hours of vllm want more replicas than there may be',
    rule: 'scaling/cron',
    change: (draft) => {
      trigger(draft, 'vllm-scaler', 1).metadata.desiredReplicas = '8';
    },
  },
  {
    name: 'the scaler of vllm has two triggers of a name',
    rule: 'scaling/triggers',
    change: (draft) => {
      trigger(draft, 'vllm-scaler', 1).name = 'waiting';
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
    name: 'the scaler of vllm stays paused',
    rule: 'scaling/paused',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').metadata.annotations['autoscaling.keda.sh/paused'] = 'true';
    },
  },
  {
    name: 'a HorizontalPodAutoscaler of the agent may go to none',
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
    name: 'a ScaledJob is added whose Jobs end with every change',
    rule: 'scaling/job-rollout',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.rollout;
      });
    },
  },
  {
    name: 'a ScaledJob is added that keeps a hundred failed Jobs',
    rule: 'scaling/job-history',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.failedJobsHistoryLimit;
      });
    },
  },
  {
    name: 'a ScaledJob is added whose pods restart for ever',
    rule: 'scaling/job-restart-policy',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.jobTargetRef.template.spec.restartPolicy;
      });
    },
  },
];
