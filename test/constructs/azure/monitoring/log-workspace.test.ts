import { LogWorkspace, type LogWorkspaceProps } from '../../../../constructs/azure/monitoring/log-workspace';
import { place, resources, tags } from '../synthesize';

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
