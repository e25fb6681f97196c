import { LogAlerts, type LogAlertsProps } from '../../../../constructs/azure/monitoring/log-alerts';
import { place, resources, tags } from '../synthesize';

const runbook = {
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/RUNBOOK.md',
};

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
