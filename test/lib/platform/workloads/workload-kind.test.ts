import { scaledReplicas } from '../../../../lib/platform/workloads/workload-kind';

it('a workload without replicas and scaling has one replica', () => {
  expect(scaledReplicas({ replicas: undefined, scaling: undefined })).toEqual({ min: 1, max: 1 });
});
