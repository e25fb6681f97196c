import {
  GpuPoolAlerts,
  type GpuPoolAlertsProps,
} from '../../../../constructs/azure/monitoring/gpu-pool-alerts';
import { place, resources, tags } from '../synthesize';

const runbook = {
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/RUNBOOK.md',
};
const cluster = { monitorWorkspaceId: 'workspace-id', clusterId: 'cluster-id', clusterName: 'my-aks' };

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
