import type { Rule } from '../../rule';

const monitor = (version: string) => `
apiVersion: ${version}
kind: PodMonitor
metadata: { name: vllm, namespace: models }
`;
const terraform = { resource: { azurerm_kubernetes_cluster: { aks: { name: 'aks', monitor_metrics: {} } } } };

export const monitors: Rule = {
  id: 'gitops/monitors',
  title: 'A PodMonitor or ServiceMonitor must use the API group that managed Prometheus reads',
  severity: 'warning',
  why: 'Managed Prometheus ignores the API group monitoring.coreos.com. It scrapes nothing and reports no error.',
  source: 'Azure/prometheus-collector internal/docs/Operator-CRD.md (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: monitor('monitoring.coreos.com/v1'), terraform },
  good: { kubernetes: monitor('azmonitoring.coreos.com/v1'), terraform },
  check: (picture) =>
    picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .some(({ attributes }) => attributes['monitor_metrics'] !== undefined)
      ? picture
          .ofKind('PodMonitor', 'ServiceMonitor')
          .filter(({ object }) => object.apiVersion.startsWith('monitoring.coreos.com/'))
          .map((found) => ({
            in: found,
            field: 'apiVersion',
            message: `The ${found.object.kind} has the apiVersion ${found.object.apiVersion}, which managed Prometheus ignores, so it scrapes nothing.`,
            expected: 'azmonitoring.coreos.com/v1',
            fix: 'Set apiVersion: azmonitoring.coreos.com/v1.',
          }))
      : [],
};
