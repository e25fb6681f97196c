import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { labelDemandsOf } from '../../views/candidate-pools';
import { podField, podsOf } from '../../views/pods';

const deployment = (key: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      tolerations: [{ key: ${key}, operator: Exists, effect: NoSchedule }]
      containers: [{ name: app, image: "app:1.0.0" }]
`;

export const criticalAddons: Rule = {
  id: 'scheduling/critical-addons',
  title: 'An application keeps off the system pool',
  severity: 'warning',
  why: 'An application that runs out of memory on a system node takes CoreDNS and the metrics server with it, and the whole cluster is without names.',
  source: 'learn.microsoft.com/azure/aks/use-system-pools (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('CriticalAddonsOnly') },
  good: { kubernetes: deployment('sku') },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { owner, namespace = '', spec } = pod;
      // Agents are for every node; who names the system pool, or a priority of the system, means it.
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
                message: 'a toleration of CriticalAddonsOnly, so that it may run on system nodes',
                expected: 'left out of applications',
                fix: 'Remove it. If it belongs there, select kubernetes.azure.com/mode: system.',
              },
            ]
          : [],
      );
    }),
};

const systemNamespace = /(?:^kube-|-system$|^calico|^cilium)/;
