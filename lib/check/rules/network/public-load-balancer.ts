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
  title: 'A LoadBalancer Service must be internal or restricted to source ranges',
  severity: 'warning',
  why: 'On AKS, a Service of type LoadBalancer gets a public IP address. A model server without an API key is then open to the internet.',
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
          message:
            'The load balancer has a public IP address and no source ranges, so the Service is open to the internet.',
          expected: 'an internal load balancer, or loadBalancerSourceRanges',
          fix: 'Add the annotation service.beta.kubernetes.io/azure-load-balancer-internal: "true" or loadBalancerSourceRanges; if public access is intended, add a suppression.',
        },
      ];
    }),
};
