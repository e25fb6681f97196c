import {
  MetricsWorkspace,
  type MetricsWorkspaceProps,
} from '../../../../constructs/azure/monitoring/metrics-workspace';
import { place, resources, tags } from '../synthesize';

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
