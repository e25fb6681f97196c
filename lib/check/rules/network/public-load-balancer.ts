import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';

const service = (metadata: string) => `
apiVersion: v1
kind: Service
metadata: { ${metadata}name: app, namespace: apps }
spec: { type: LoadBalancer, ports: [{ port: 80 }] }
`;

export const publicLoadBalancer: Rule = {
  id: 'network/public-load-balancer',
  title: 'A load balancer is public only on purpose',
  severity: 'warning',
  why: 'A Service of type LoadBalancer gets a public address on AKS: a model server without a key is then everybody’s.',
  source: 'learn.microsoft.com/azure/aks/internal-lb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: service('') },
  good: {
    kubernetes: service('annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "true" }, '),
  },
  check: (picture) =>
    picture.ofKind('Service').flatMap((found) => {
      const { annotations = {} } = found.object.metadata;
      const isInternal = annotations['service.beta.kubernetes.io/azure-load-balancer-internal'] === 'true';
      const hasRanges =
        listAt(found.object, 'spec.loadBalancerSourceRanges').length > 0 ||
        annotations['service.beta.kubernetes.io/azure-allowed-ip-ranges'] !== undefined;
      if (textAt(found.object, 'spec.type') !== 'LoadBalancer' || isInternal || hasRanges) return [];
      return [
        {
          in: found,
          field: 'spec.type',
          message: 'LoadBalancer with a public address, for everybody',
          expected: 'internal, or with loadBalancerSourceRanges',
          fix: 'Add the annotation azure-load-balancer-internal: "true", or the ranges; or say in a suppression that it is meant.',
        },
      ];
    }),
};
