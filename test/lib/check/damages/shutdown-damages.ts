import type { Damage, Draft, Json } from './damage';

/** A correct ScaledJob: KEDA creates a Job for each message. */
export function addScaledJob(draft: Draft, change: (job: Json) => void): void {
  const pod = structuredClone(draft.podSpec('evaluation'));
  delete pod.activeDeadlineSeconds;
  const labels = { 'app.kubernetes.io/name': 'indexer', 'azure.workload.identity/use': 'true' };
  const job: Json = {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: 'indexer', namespace: 'production', labels },
    spec: {
      jobTargetRef: {
        activeDeadlineSeconds: 7200,
        backoffLimit: 0,
        template: {
          metadata: {
            labels,
            annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
          },
          spec: pod,
        },
      },
      minReplicaCount: 0,
      maxReplicaCount: 5,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 10,
      rollout: { strategy: 'gradual' },
      triggers: [
        {
          type: 'azure-servicebus',
          metadata: {
            namespace: 'my-servicebus-namespace-k4x9',
            queueName: 'embedding-queue',
            messageCount: '1',
          },
          authenticationRef: { name: 'my-aks-keda', kind: 'TriggerAuthentication' },
        },
      ],
    },
  };
  change(job);
  draft.add(job);
}

export const shutdownDamages: readonly Damage[] = [
  {
    name: 'the grace period of vllm is the Kubernetes default',
    rule: 'shutdown/grace-period',
    change: (draft) => {
      delete draft.podSpec('vllm').terminationGracePeriodSeconds;
    },
  },
  {
    name: 'the drain of vllm becomes longer than its grace period',
    rule: 'shutdown/grace-period',
    change: (draft) => {
      const { args } = draft.container('vllm');
      args[args.indexOf('--shutdown-timeout=60')] = '--shutdown-timeout=300';
    },
  },
  {
    name: 'the drain of triton becomes longer than its grace period',
    rule: 'shutdown/grace-period',
    change: (draft) => {
      const { args } = draft.container('triton');
      args[args.indexOf('--exit-timeout-secs=60')] = '--exit-timeout-secs=120';
    },
  },
  {
    name: 'the preStop wait of ai-app becomes longer than its grace period',
    rule: 'shutdown/grace-period',
    change: (draft) => {
      draft.container('ai-app').lifecycle.preStop.sleep.seconds = 180;
    },
  },
  {
    name: 'the embedder has ten minutes to finish and a grace period of 90 seconds',
    rule: 'shutdown/drain-variable',
    change: (draft) => {
      const { env } = draft.container('embedder');
      env.find((each: Json) => each.name === 'SHUTDOWN_GRACE_SECONDS').value = '600';
    },
  },
  {
    name: 'the grace period of the agent is shorter than the shutdown time of its runs',
    rule: 'shutdown/drain-variable',
    change: (draft) => {
      draft.podSpec('agent').terminationGracePeriodSeconds = 120;
    },
  },
  {
    name: 'vllm breaks off its answers',
    rule: 'shutdown/engine-drain',
    change: (draft) => {
      const container = draft.container('vllm');
      container.args = container.args.filter((each: string) => !each.startsWith('--shutdown-timeout'));
    },
  },
  {
    name: 'vllm has no preStop wait',
    rule: 'shutdown/pre-stop',
    change: (draft) => {
      delete draft.container('vllm').lifecycle;
    },
  },
  {
    name: 'litellm has no preStop wait',
    rule: 'shutdown/pre-stop',
    change: (draft) => {
      delete draft.container('litellm').lifecycle.preStop;
    },
  },
  {
    name: 'the embedder needs an hour to stop and the autoscaler waits ten minutes',
    rule: 'shutdown/autoscaler-grace',
    change: (draft) => {
      draft.podSpec('embedder').terminationGracePeriodSeconds = 3600;
    },
  },
  {
    name: 'the disruption budget of vllm is removed',
    rule: 'shutdown/disruption-budget',
    change: (draft) => {
      draft.remove(draft.object('PodDisruptionBudget', 'vllm'));
    },
  },
  {
    name: 'the disruption budget of litellm is removed',
    rule: 'shutdown/disruption-budget',
    change: (draft) => {
      draft.remove(draft.object('PodDisruptionBudget', 'litellm'));
    },
  },
  {
    name: 'a shell starts vllm as its child process',
    rule: 'shutdown/shell-without-exec',
    change: (draft) => {
      const container = draft.container('vllm');
      const words = [...container.command, ...container.args].join(' ');
      container.command = ['/bin/bash', '-c', `ulimit -c 0; ${words}`];
      delete container.args;
    },
  },
  {
    name: 'a ScaledJob has no deadline',
    rule: 'shutdown/job-deadline',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.jobTargetRef.activeDeadlineSeconds;
      });
    },
  },
  {
    name: 'the cluster autoscaler may evict a ScaledJob',
    rule: 'shutdown/evictable-job',
    change: (draft) => {
      addScaledJob(draft, (job) => {
        delete job.spec.jobTargetRef.template.metadata.annotations;
      });
    },
  },
];
