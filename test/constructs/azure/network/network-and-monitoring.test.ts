import {
  ContainerInsights,
  type ContainerInsightsProps,
} from '../../../../constructs/azure/monitoring/container-insights';
import {
  DiagnosticSetting,
  type DiagnosticSettingProps,
} from '../../../../constructs/azure/monitoring/diagnostic-setting';
import { LogWorkspace, type LogWorkspaceProps } from '../../../../constructs/azure/monitoring/log-workspace';
import {
  ManagedGrafana,
  type ManagedGrafanaProps,
} from '../../../../constructs/azure/monitoring/managed-grafana';
import {
  ManagedPrometheus,
  type ManagedPrometheusProps,
} from '../../../../constructs/azure/monitoring/managed-prometheus';
import {
  MetricsWorkspace,
  type MetricsWorkspaceProps,
} from '../../../../constructs/azure/monitoring/metrics-workspace';
import {
  existingNetwork,
  PlatformNetwork,
  type PlatformNetworkProps,
} from '../../../../constructs/azure/network/network';
import { only, place, resources, synthesize, tags } from '../synthesize';

describe('PlatformNetwork', () => {
  const minimal: PlatformNetworkProps = {
    ...place,
    name: 'my-aks-vnet',
    addressSpace: '10.0.0.0/16',
    nodeSubnet: { cidr: '10.0.0.0/20' },
  };

  it('minimal', () => {
    expect(resources((stack) => new PlatformNetwork(stack, 'network', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformNetworkProps> = {
      ...minimal,
      nodeSubnet: { cidr: '10.0.0.0/20', name: 'aks', defaultOutboundAccess: true },
      privateEndpointSubnet: { cidr: '10.0.16.0/24' },
      gatewaySubnet: { cidr: '10.0.17.0/24', delegation: 'Microsoft.Network/applicationGateways' },
      dnsServers: ['10.0.0.4'],
      tags,
    };
    expect(resources((stack) => new PlatformNetwork(stack, 'network', props))).toMatchSnapshot();
  });

  it('finds the virtual network of subnets that exist', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub';
    expect(existingNetwork({ nodeSubnetId: `${id}/subnets/nodes` }).virtualNetworkId).toBe(id);
  });
});

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

describe('ContainerInsights', () => {
  const minimal: ContainerInsightsProps = {
    ...place,
    clusterId: 'cluster-id',
    clusterName: 'my-aks',
    logAnalyticsWorkspaceId: 'workspace-id',
  };

  it('minimal', () => {
    expect(resources((stack) => new ContainerInsights(stack, 'insights', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<ContainerInsightsProps> = {
      ...minimal,
      streams: ['Microsoft-ContainerLogV2'],
      interval: '5m',
      excludedNamespaces: ['gpu-resources'],
      tags,
    };
    expect(resources((stack) => new ContainerInsights(stack, 'insights', props))).toMatchSnapshot();
  });
});

describe('LogWorkspace', () => {
  const minimal: LogWorkspaceProps = { ...place, name: 'my-aks-logs' };

  it('minimal', () => {
    expect(resources((stack) => new LogWorkspace(stack, 'logs', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<LogWorkspaceProps> = {
      ...minimal,
      retentionDays: 90,
      dailyQuotaGb: 5,
      localAuthentication: false,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new LogWorkspace(stack, 'logs', props))).toMatchSnapshot();
  });
});

describe('MetricsWorkspace', () => {
  const minimal: MetricsWorkspaceProps = { ...place, name: 'my-aks-metrics' };

  it('minimal', () => {
    expect(resources((stack) => new MetricsWorkspace(stack, 'metrics', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<MetricsWorkspaceProps> = {
      ...minimal,
      publicNetworkAccess: false,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new MetricsWorkspace(stack, 'metrics', props))).toMatchSnapshot();
  });
});

describe('ManagedGrafana', () => {
  const minimal: ManagedGrafanaProps = { ...place, name: 'my-grafana', monitorWorkspaceId: 'workspace-id' };

  it('minimal, with the role to read the metrics', () => {
    expect(resources((stack) => new ManagedGrafana(stack, 'grafana', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<ManagedGrafanaProps> = {
      ...minimal,
      majorVersion: '11',
      publicNetworkAccess: false,
      zoneRedundancy: true,
      tags,
    };
    expect(resources((stack) => new ManagedGrafana(stack, 'grafana', props))).toMatchSnapshot();
  });
});

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
