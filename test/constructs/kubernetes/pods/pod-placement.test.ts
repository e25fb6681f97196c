import { toPodPlacement } from '../../../../constructs/kubernetes/pods/pod-placement';
import { placementOn, placementOnFirstOf } from '../../../../lib/engine/scheduling/placement';
import { Taint } from '../../../../lib/values/taint';

const gpu = Taint.parse('sku=gpu:NoSchedule');
const spot = Taint.parse('kubernetes.azure.com/scalesetpriority=spot:NoSchedule');
const pools = [
  { name: 'gpuspot', labels: { sku: 'gpu' }, taints: [gpu, spot] },
  { name: 'gpupool', labels: { sku: 'gpu' }, taints: [gpu] },
];

test('a pod without a placement may run on any node without taints', () => {
  expect(toPodPlacement(undefined)).toEqual({});
});

test('one pool is a selector', () => {
  const placement = placementOnFirstOf([pools[1]!], pools);
  expect(placement).toEqual(placementOn(pools[1]!, pools));
  expect(toPodPlacement(placement).affinity).toBeUndefined();
});

test('several pools are an affinity to these alone', () => {
  const { affinity, nodeSelector } = toPodPlacement(placementOnFirstOf(pools, pools));
  expect(nodeSelector).toBeUndefined();
  expect(affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution).toEqual({
    nodeSelectorTerms: [
      {
        matchExpressions: [
          { key: 'kubernetes.azure.com/agentpool', operator: 'In', values: ['gpuspot', 'gpupool'] },
        ],
      },
    ],
  });
});

test('the first of several pools is preferred', () => {
  const { affinity } = toPodPlacement(placementOnFirstOf(pools, pools));
  expect(
    affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution?.map(
      ({ preference }) => preference.matchExpressions?.[0]?.values,
    ),
  ).toEqual([['gpuspot']]);
});

test('the taints of every pool are tolerated', () => {
  const { tolerations } = toPodPlacement(placementOnFirstOf(pools, pools));
  expect(tolerations?.map(({ key }) => key)).toEqual(['kubernetes.azure.com/scalesetpriority', 'sku']);
});
