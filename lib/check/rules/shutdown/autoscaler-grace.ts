import { autoscalerGraceSeconds } from '../../../engine/probes/probe-plan';
import { numberAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { podField, podsOf } from '../../views/pods';
import { drainedServerExample } from '../example-manifests';

export const autoscalerGrace: Rule = {
  id: 'shutdown/autoscaler-grace',
  title: 'A grace period must not exceed the limit of the cluster autoscaler',
  severity: 'warning',
  why: 'The cluster autoscaler waits ten minutes for the pods of a node that it removes. Work that takes longer is lost.',
  source: 'learn.microsoft.com/azure/aks/cluster-autoscaler (max-graceful-termination-sec) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: drainedServerExample(3600) },
  good: { kubernetes: drainedServerExample(600) },
  check: (picture) => {
    const autoscalerWait = autoscalerWaitOf(picture);
    return podsOf(picture).flatMap((pod) => {
      const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30;
      const isJob = ['Job', 'CronJob', 'ScaledJob', 'Pod', 'DaemonSet'].includes(pod.owner.object.kind);
      const isNotEvictable = pod.annotations['cluster-autoscaler.kubernetes.io/safe-to-evict'] === 'false';
      if (isJob || isNotEvictable || autoscalerWait === undefined || grace <= autoscalerWait) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.terminationGracePeriodSeconds'),
          message: `The grace period is ${grace} s but the cluster autoscaler waits only ${autoscalerWait} s, so it kills the pod before its work is done.`,
          expected: `terminationGracePeriodSeconds of ${autoscalerWait} or less`,
          fix: 'Shorten the grace period, or run the work as a Job with safe-to-evict: "false".',
        },
      ];
    });
  },
};

/**
 * Seconds that the autoscaler waits; undefined if clusters differ or the value is an expression.
 */
function autoscalerWaitOf(picture: DeploymentPicture): number | undefined {
  const settings = picture
    .resourcesOf('azurerm_kubernetes_cluster')
    .map((cluster) => blocksAt(cluster, 'auto_scaler_profile')[0]?.['max_graceful_termination_sec'])
    .map((value) => (value === undefined ? autoscalerGraceSeconds : Number(value)));
  const all = new Set(settings.length === 0 ? [autoscalerGraceSeconds] : settings);
  const [seconds] = all;
  return all.size === 1 && Number.isFinite(seconds) ? seconds : undefined;
}
