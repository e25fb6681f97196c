import { listAt, mapAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { matchesLabels, podField, podsOf } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { deploymentExample } from '../example-manifests';
import { cpuPoolExample } from '../example-terraform';

const deployment = (replicas: number) =>
  deploymentExample('command: [run]', {
    spec: `replicas: ${replicas}`,
    pod: `affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: app } } }`,
  });

export const antiAffinityAboveNodes: Rule = {
  id: 'scheduling/anti-affinity-above-nodes',
  title: 'Node pools must have a node for each pod with required anti-affinity',
  severity: 'error',
  why: 'Required anti-affinity allows one pod per node. Pods beyond the maximum number of nodes stay Pending, and a rolling update that needs an additional node stops.',
  source: 'kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment(4), terraform: cpuPoolExample },
  good: { kubernetes: deployment(3), terraform: cpuPoolExample },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { owner, spec, labels } = pod;
      if (!['Deployment', 'StatefulSet'].includes(owner.object.kind)) return [];
      const path = 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution';
      const isApart = listAt(spec, path).some((term) => {
        const selector = mapAt(term, 'labelSelector.matchLabels');
        return (
          textAt(term, 'topologyKey') === 'kubernetes.io/hostname' &&
          Object.keys(selector).length > 0 &&
          listAt(term, 'labelSelector.matchExpressions').length === 0 &&
          matchesLabels(selector, labels)
        );
      });
      const pools = isApart ? (candidatePools(picture, pod) ?? []) : [];
      if (pools.length === 0 || pools.some(({ maxCount }) => maxCount === undefined)) return [];
      const nodes = pools.reduce((sum, { maxCount }) => sum + maxCount!, 0);
      const { maximum } = replicaLimitsOf(picture, owner);
      if (maximum <= nodes) return [];
      return [
        {
          in: owner,
          field: podField(pod, `spec.${path}`),
          message: `Required anti-affinity allows one pod per node, so at most ${nodes} of ${maximum} pods can run on the node pools.`,
          expected: `at most ${nodes} pods`,
          fix: 'Use preferredDuringSchedulingIgnoredDuringExecution or topologySpreadConstraints, or raise max_count of a node pool.',
        },
      ];
    }),
};
