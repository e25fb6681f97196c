import { AlertMails, type AlertMailsProps } from '../../../../constructs/azure/monitoring/alert-mails';
import {
  GpuPoolAlerts,
  type GpuPoolAlertsProps,
} from '../../../../constructs/azure/monitoring/gpu-pool-alerts';
import { LogAlerts, type LogAlertsProps } from '../../../../constructs/azure/monitoring/log-alerts';
import { QueueAlerts, type QueueAlertsProps } from '../../../../constructs/azure/monitoring/queue-alerts';
import {
  WorkloadAlerts,
  type WorkloadAlertsProps,
} from '../../../../constructs/azure/monitoring/workload-alerts';
import { gpuPoolAlertRules } from '../../../../lib/operations/alerts/gpu-pool-alerts';
import { inferenceAlertRules } from '../../../../lib/operations/alerts/inference-alerts';
import { workloadAlertRules } from '../../../../lib/operations/alerts/workload-alerts';
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

describe('GpuPoolAlerts', () => {
  const minimal: GpuPoolAlertsProps = {
    ...place,
    ...cluster,
    pools: [{ name: 'gpupool', maxNodes: 3, gpusPerNode: 1, workloads: [] }],
  };

  it('minimal', () =>
    expect(resources((stack) => new GpuPoolAlerts(stack, 'alerts', minimal))).toMatchSnapshot());

  it('with every prop', () => {
    const props: Required<GpuPoolAlertsProps> = {
      ...minimal,
      pools: [
        {
          name: 'gpupool',
          maxNodes: 3,
          gpusPerNode: 8,
          workloads: [{ name: 'vllm', namespace: 'production', kind: 'LeaderWorkerSet' }],
          overcommit: true,
          nodeProvisionMinutes: 45,
        },
      ],
      actionGroupIds: ['on-call-id'],
      settings: { 'node-not-ready': false },
      runbook,
      tags,
    };
    expect(resources((stack) => new GpuPoolAlerts(stack, 'alerts', props))).toMatchSnapshot();
  });
});

describe('QueueAlerts', () => {
  const minimal: QueueAlertsProps = {
    serviceBusId: 'service-bus-id',
    serviceBusName: 'my-bus',
    entities: [{ name: 'jobs', consumers: [] }],
    resourceGroupName: place.resourceGroupName,
  };
  const worker = { workload: 'worker', maxReplicas: 10, messagesPerReplica: 2, coldStartSeconds: 400 };

  it('minimal', () =>
    expect(resources((stack) => new QueueAlerts(stack, 'alerts', minimal))).toMatchSnapshot());

  it('with every prop', () => {
    const props: Required<QueueAlertsProps> = {
      ...minimal,
      entities: [{ name: 'jobs/high', consumers: [{ ...worker, maxJobSeconds: 7200 }] }],
      actionGroupIds: ['on-call-id'],
      settings: { 'dead-letters': { severity: 3 } },
      runbook,
      tags,
    };
    expect(resources((stack) => new QueueAlerts(stack, 'alerts', props))).toMatchSnapshot();
  });

  it('has nothing to say of a namespace without queues', () => {
    const terraform = synthesize((stack) => new QueueAlerts(stack, 'alerts', { ...minimal, entities: [] }));
    expect(terraform.resource).toBeUndefined();
  });
});

describe('LogAlerts', () => {
  const minimal: LogAlertsProps = {
    ...place,
    logAnalyticsWorkspaceId: 'logs-id',
    clusterName: 'my-aks',
    namespace: 'production',
    scalers: [],
    signInNamespaces: ['production'],
  };

  it('minimal', () =>
    expect(resources((stack) => new LogAlerts(stack, 'alerts', minimal))).toMatchSnapshot());

  it('with every prop', () => {
    const props: Required<LogAlertsProps> = {
      ...minimal,
      scalers: ['worker-scaler'],
      deployCommand: 'npx cdktf deploy staging --outputs-file outputs/staging.json',
      actionGroupIds: ['on-call-id'],
      settings: { 'token-refused': { severity: 2 } },
      runbook,
      tags,
    };
    expect(resources((stack) => new LogAlerts(stack, 'alerts', props))).toMatchSnapshot();
  });
});

describe('AlertMails', () => {
  const minimal: AlertMailsProps = { name: 'alerts', resourceGroupName: 'my-rg', emails: ['a@b.c'] };

  it('with every prop', () => {
    const props: Required<AlertMailsProps> = { ...minimal, sender: 'my-aks', tags };
    expect(resources((stack) => new AlertMails(stack, 'mails', props))).toMatchSnapshot();
  });

  it('has an action group that alerts can name', () => {
    let id = '';
    synthesize((stack) => {
      id = new AlertMails(stack, 'mails', minimal).actionGroupId;
    });
    expect(id).toMatch(/TOKEN/);
  });
});

it('a group never has more rules than Azure takes', () => {
  const workload = { name: 'w', namespace: 'n', startupBudgetSeconds: 1, scaledObject: 's' };
  const groups = [
    workloadAlertRules(workload),
    inferenceAlertRules({ ...workload, servedModelName: 'm' }),
    gpuPoolAlertRules({ name: 'p', maxNodes: 1, gpusPerNode: 1, workloads: [workload] }),
  ];
  for (const rules of groups) expect(rules.length).toBeLessThanOrEqual(20);
});
