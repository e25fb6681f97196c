import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { labelDemandsOf } from '../../views/candidate-pools';
import { podField, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const deployment = (key: string) =>
  deploymentExample('command: [run]', {
    pod: `tolerations: [{ key: ${key}, operator: Exists, effect: NoSchedule }]`,
  });

export const criticalAddons: Rule = {
  id: 'scheduling/critical-addons',
  title: 'An application must not tolerate CriticalAddonsOnly',
  severity: 'warning',
  why: 'An application that exhausts the memory of a system node also stops CoreDNS and the metrics server. Then name resolution fails in the whole cluster.',
  source: 'learn.microsoft.com/azure/aks/use-system-pools (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('CriticalAddonsOnly') },
  good: { kubernetes: deployment('sku') },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { owner, namespace = '', spec } = pod;
      // Node agents run on every node. A pod that selects the system pool or has a system priority
      // belongs there.
      const isMeant =
        owner.object.kind === 'DaemonSet' ||
        systemNamespace.test(namespace) ||
        /^system-/.test(textAt(spec, 'priorityClassName') ?? '') ||
        labelDemandsOf(pod).some((demands) =>
          demands.some(({ key }) => key === 'kubernetes.azure.com/mode' || /agentpool$/.test(key)),
        );
      if (isMeant) return [];
      return listAt(spec, 'tolerations').flatMap((toleration, index) =>
        textAt(toleration, 'key') === 'CriticalAddonsOnly'
          ? [
              {
                in: owner,
                field: podField(pod, `spec.tolerations[${index}]`),
                message:
                  'The pod tolerates CriticalAddonsOnly, so the scheduler can place it on a system node.',
                expected: 'no toleration for CriticalAddonsOnly',
                fix: 'Remove the toleration. If the pod belongs on system nodes, select kubernetes.azure.com/mode: system.',
              },
            ]
          : [],
      );
    }),
};

const systemNamespace = /(?:^kube-|-system$|^calico|^cilium)/;
