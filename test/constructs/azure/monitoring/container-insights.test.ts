import {
  ContainerInsights,
  type ContainerInsightsProps,
} from '../../../../constructs/azure/monitoring/container-insights';
import { place, resources, tags } from '../synthesize';

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
