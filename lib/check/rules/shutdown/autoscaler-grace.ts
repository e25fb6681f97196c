import { autoscalerGraceSeconds } from '../../../engine/probes/probe-plan';
import { numberAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { podField, podsOf } from '../../views/pods';
import { drainedServerExample } from '../example-manifests';

export const autoscalerGrace: Rule = {
  id: 'shutdown/autoscaler-grace',
  title: 'A pod ends before the cluster autoscaler loses patience',
  severity: 'warning',
  why: 'It waits ten minutes for a pod when it takes a node away; work that needs longer is lost then.',
  source: 'learn.microsoft.com/azure/aks/cluster-autoscaler (max-graceful-termination-sec) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: drainedServerExample(3600) },
  good: { kubernetes: drainedServerExample(600) },
  check: (picture) => {
    const patience = patienceOf(picture);
    return podsOf(picture).flatMap((pod) => {
      const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30;
      const isJob = ['Job', 'CronJob', 'ScaledJob', 'Pod', 'DaemonSet'].includes(pod.owner.object.kind);
      const isPinned = pod.annotations['cluster-autoscaler.kubernetes.io/safe-to-evict'] === 'false';
      if (isJob || isPinned || patience === undefined || grace <= patience) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.terminationGracePeriodSeconds'),
          message: `${grace} s`,
          expected: `at most ${patience}`,
          fix: 'Shorten it, or make the work a Job with safe-to-evict: "false".',
        },
      ];
    });
  },
};

/** How long the autoscaler waits; undefined where the clusters differ or an expression decides it. */
function patienceOf(picture: DeploymentPicture): number | undefined {
  const given = picture
    .resourcesOf('azurerm_kubernetes_cluster')
    .map((cluster) => blocksAt(cluster, 'auto_scaler_profile')[0]?.['max_graceful_termination_sec'])
    .map((value) => (value === undefined ? autoscalerGraceSeconds : Number(value)));
  const all = new Set(given.length === 0 ? [autoscalerGraceSeconds] : given);
  const [seconds] = all;
  return all.size === 1 && Number.isFinite(seconds) ? seconds : undefined;
}
