import {
  DiagnosticSetting,
  type DiagnosticSettingProps,
} from '../../../../constructs/azure/monitoring/diagnostic-setting';
import { only, resources, synthesize } from '../synthesize';

describe('DiagnosticSetting', () => {
  const minimal: DiagnosticSettingProps = {
    targetResourceId: 'vault-id',
    logAnalyticsWorkspaceId: 'workspace-id',
  };

  it('minimal: who did what', () => {
    expect(resources((stack) => new DiagnosticSetting(stack, 'diagnostics', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<DiagnosticSettingProps> = {
      ...minimal,
      logs: { categories: ['kube-audit-admin'] },
      metrics: ['AllMetrics'],
      resourceSpecificTables: true,
      name: 'all',
    };
    expect(resources((stack) => new DiagnosticSetting(stack, 'diagnostics', props))).toMatchSnapshot();
  });

  it.each([
    [true, 'Dedicated'],
    [false, 'AzureDiagnostics'],
  ])('with resourceSpecificTables %s writes to the tables %s', (resourceSpecificTables, type) => {
    const terraform = synthesize(
      (stack) => new DiagnosticSetting(stack, 'diagnostics', { ...minimal, resourceSpecificTables }),
    );
    expect(only(terraform, 'azurerm_monitor_diagnostic_setting').log_analytics_destination_type).toBe(type);
  });
});
