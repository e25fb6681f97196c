import { NodePool, type NodePoolProps } from '../../../../constructs/azure/cluster/node-pool';
import { gpuTaint } from '../../../../lib/values/taint';
import { type Json, only, resources, synthesize, tags } from '../synthesize';

const minimal: NodePoolProps = {
  name: 'gpupool',
  clusterId: 'cluster-id',
  subnetId: 'subnet-id',
  vmSize: 'Standard_NC24ads_A100_v4',
  minNodes: 0,
  maxNodes: 3,
};

const pool = (props: Partial<NodePoolProps> = {}): Json =>
  only(
    synthesize((stack) => new NodePool(stack, 'pool', { ...minimal, ...props })),
    'azurerm_kubernetes_cluster_node_pool',
  );

describe('NodePool', () => {
  it('minimal', () => {
    expect(resources((stack) => new NodePool(stack, 'pool', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<NodePoolProps> = {
      ...minimal,
      initialNodes: 1,
      spot: false,
      labels: { sku: 'gpu' },
      taints: [gpuTaint],
      zones: ['1'],
      osDisk: { type: 'Managed', sizeGiB: 512 },
      maxPods: 30,
      upgrade: { maxUnavailable: '1', drainTimeoutInMinutes: 60 },
      gpuDriver: 'None',
      temporaryName: 'gputmp',
      kubernetesVersion: '1.35',
      tags,
      overrides: { scaleDownMode: 'Deallocate' },
    };
    expect(resources((stack) => new NodePool(stack, 'pool', props))).toMatchSnapshot();
  });

  it("renders the guide's taint and label", () => {
    const { node_taints: taints, node_labels: labels } = pool({ taints: [gpuTaint], labels: { sku: 'gpu' } });
    expect([taints, labels]).toEqual([['sku=gpu:NoSchedule'], { sku: 'gpu' }]);
  });

  it('scales from zero, with no node count to fight over', () => {
    expect(pool()).toMatchObject({ auto_scaling_enabled: true, min_count: 0, max_count: 3 });
    expect(pool()).not.toHaveProperty('node_count');
  });

  it('forgets the node count that it was created with', () => {
    const created = pool({ initialNodes: 1 });
    expect([created.node_count, created.lifecycle]).toEqual([1, { ignore_changes: ['node_count'] }]);
  });

  it('has either surge or unavailable nodes at an upgrade, never both', () => {
    expect([pool().upgrade_settings, pool({ upgrade: { maxUnavailable: '1' } }).upgrade_settings]).toEqual([
      { max_surge: '33%' },
      { max_unavailable: '1' },
    ]);
  });

  it("declares AKS's own taint and label of spot nodes, once", () => {
    const spot = pool({ spot: true, taints: [gpuTaint], labels: { sku: 'gpu' } });
    expect([spot.node_taints, spot.node_labels]).toEqual([
      ['sku=gpu:NoSchedule', 'kubernetes.azure.com/scalesetpriority=spot:NoSchedule'],
      { sku: 'gpu', 'kubernetes.azure.com/scalesetpriority': 'spot' },
    ]);
  });

  it('has no upgrade settings on spot nodes, for which AKS refuses them', () => {
    const spot = pool({ spot: true });
    expect([spot.priority, spot.eviction_policy, spot.upgrade_settings]).toEqual([
      'Spot',
      'Delete',
      undefined,
    ]);
  });

  it('can be replaced', () => {
    expect(pool().temporary_name_for_rotation).toBe('gpupooltemp');
  });

  it.each<[string, Partial<NodePoolProps>, string]>([
    ['a name with a dash', { name: 'gpu-pool' }, '"gpu-pool" is not a valid node pool name'],
    ['its own name for rotation', { temporaryName: 'gpupool' }, 'is already the name of the pool itself'],
    ['fewer nodes at most than at least', { minNodes: 4 }, 'maxNodes'],
    ['more nodes at first than at most', { initialNodes: 4 }, 'initialNodes'],
    ['an upgrade rule on spot', { spot: true, upgrade: { maxSurge: '1' } }, 'upgrade'],
  ])('refuses %s', (_, props, message) => {
    expect(() => pool(props)).toThrow(message);
  });
});
