import {
  WorkloadAlerts,
  type WorkloadAlertsProps,
} from '../../../../constructs/azure/monitoring/workload-alerts';
import { only, place, resources, synthesize, tags } from '../synthesize';

const runbook = {
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/RUNBOOK.md',
};
const cluster = { monitorWorkspaceId: 'workspace-id', clusterId: 'cluster-id', clusterName: 'my-aks' };
const ruleGroup = 'azurerm_monitor_alert_prometheus_rule_group';

describe('WorkloadAlerts', () => {
  const app = { name: 'app', namespace: 'production', startupBudgetSeconds: 60 };
  const minimal: WorkloadAlertsProps = { ...place, ...cluster, workloads: [app] };

  it('minimal', () =>
    expect(resources((stack) => new WorkloadAlerts(stack, 'alerts', minimal))).toMatchSnapshot());

  it('with every prop', () => {
    const props: Required<WorkloadAlertsProps> = {
      ...minimal,
      workloads: [
        {
          ...app,
          kind: 'Deployment',
          gpu: true,
          nodeProvisionMinutes: 45,
          mayWait: true,
          scaledObject: 'app-scaler',
        },
        { ...app, name: 'job', kind: 'Job' },
      ],
      actionGroupIds: ['on-call-id'],
      settings: { restarts: false, 'crash-loop': { severity: 2 } },
      runbook,
      tags,
    };
    expect(resources((stack) => new WorkloadAlerts(stack, 'alerts', props))).toMatchSnapshot();
  });

  it('makes no group of no rules', () => {
    const settings = { 'pods-pending': false } as const;
    const workloads = [{ ...app, kind: 'Job' as const }];
    const terraform = synthesize(
      (stack) => new WorkloadAlerts(stack, 'alerts', { ...minimal, workloads, settings }),
    );
    expect(terraform.resource?.[ruleGroup]).toBeUndefined();
  });

  it('writes longer waits as Azure gives them back', () => {
    const workloads = [{ ...app, startupBudgetSeconds: 3 * 3600 }];
    const { rule } = only(
      synthesize((stack) => new WorkloadAlerts(stack, 'alerts', { ...minimal, workloads })),
      ruleGroup,
    );
    expect(rule[0]).toMatchObject({ alert: 'app-unavailable', for: 'PT3H5M' });
  });
});
