import {
  ManagedPrometheus,
  type ManagedPrometheusProps,
} from '../../../../constructs/azure/monitoring/managed-prometheus';
import { only, place, synthesize, tags } from '../synthesize';

describe('ManagedPrometheus', () => {
  const minimal: ManagedPrometheusProps = {
    ...place,
    clusterId: 'cluster-id',
    clusterName: 'my-aks',
    monitorWorkspaceId: 'workspace-id',
  };
  const prometheus = (props: Partial<ManagedPrometheusProps> = {}) =>
    synthesize((stack) => new ManagedPrometheus(stack, 'prometheus', { ...minimal, ...props }));

  it('minimal, without the recording rules', () => {
    expect(prometheus({ recordingRules: false }).resource).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<ManagedPrometheusProps> = {
      ...minimal,
      configurationFromEndpoint: true,
      publicNetworkAccess: false,
      recordingRules: false,
      tags,
    };
    expect(prometheus(props).resource).toMatchSnapshot();
  });

  it('has every resource without which no metric arrives', () => {
    expect(Object.keys(prometheus().resource)).toEqual(
      expect.arrayContaining([
        'azurerm_monitor_data_collection_endpoint',
        'azurerm_monitor_data_collection_rule',
        'azurerm_monitor_data_collection_rule_association',
        'azurerm_monitor_alert_prometheus_rule_group',
      ]),
    );
  });

  it('keeps its names within what Azure allows', () => {
    const terraform = prometheus({ clusterName: 'a'.repeat(60) });
    const names = [
      only(terraform, 'azurerm_monitor_data_collection_endpoint').name,
      only(terraform, 'azurerm_monitor_data_collection_rule').name,
    ];
    expect(names.map((name: string) => name.length)).toEqual([44, 64]);
  });

  it('has the recording rules that the dashboards read, each once', () => {
    const groups = Object.values<{ rule: { record: string }[] }>(
      prometheus().resource.azurerm_monitor_alert_prometheus_rule_group,
    );
    const records = groups.flatMap((group) => group.rule.map(({ record }) => record));
    expect(records).toContain('instance:node_cpu_utilisation:rate5m');
    expect(records).toContain('namespace_cpu:kube_pod_container_resource_requests:sum');
    expect(new Set(groups.flatMap((group) => group.rule.map((rule) => JSON.stringify(rule)))).size).toBe(
      records.length,
    );
  });
});
