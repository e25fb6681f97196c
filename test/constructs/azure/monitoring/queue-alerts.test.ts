import { QueueAlerts, type QueueAlertsProps } from '../../../../constructs/azure/monitoring/queue-alerts';
import { place, resources, synthesize, tags } from '../synthesize';

const runbook = {
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/RUNBOOK.md',
};

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

  it('has no alerts for a namespace without queues', () => {
    const terraform = synthesize((stack) => new QueueAlerts(stack, 'alerts', { ...minimal, entities: [] }));
    expect(terraform.resource).toBeUndefined();
  });
});
