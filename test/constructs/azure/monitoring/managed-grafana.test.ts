import {
  ManagedGrafana,
  type ManagedGrafanaProps,
} from '../../../../constructs/azure/monitoring/managed-grafana';
import { place, resources, tags } from '../synthesize';

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
