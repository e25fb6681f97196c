import * as fc from 'fast-check';
import { placementOn, tolerationsOfAll } from '../../../lib/engine/scheduling/placement';
import { gpuTaint, spotTaint, Taint } from '../../../lib/values/taint';

describe('Taint', () => {
  it('renders the form of AKS', () => {
    expect(gpuTaint.toAksString()).toBe('sku=gpu:NoSchedule');
  });

  it("renders the toleration of the guide's Deployment", () => {
    expect(gpuTaint.toToleration()).toEqual({
      key: 'sku',
      operator: 'Equal',
      value: 'gpu',
      effect: 'NoSchedule',
    });
  });

  it('tolerates a taint without a value by its key', () => {
    expect(Taint.parse('dedicated:NoExecute').toToleration()).toEqual({
      key: 'dedicated',
      operator: 'Exists',
      effect: 'NoExecute',
    });
  });

  it.each(['sku=gpu', 'sku=gpu:noschedule', '=gpu:NoSchedule', 'a b=c:NoSchedule', ''])(
    'rejects "%s"',
    (text) => {
      expect(() => Taint.parse(text)).toThrow(`"${text}" is not a taint`);
    },
  );

  it('parses what it renders', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9./-]{0,20}$/);
    const value = fc.stringMatching(/^[a-z0-9-]{0,20}$/);
    const effect = fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute' as const);
    fc.assert(
      fc.property(key, value, effect, (k, v, e) => {
        const taint = Taint.of(k, v, e as 'NoSchedule');
        expect(Taint.parse(taint.toAksString()).equals(taint)).toBe(true);
      }),
    );
  });
});

describe('placement', () => {
  const cpu = { name: 'cpupool', labels: { sku: 'cpu' }, taints: [] };
  const gpu = { name: 'gpupool', labels: { sku: 'gpu' }, taints: [gpuTaint] };
  const spotGpu = {
    name: 'spotpool',
    labels: { sku: 'gpu', [spotTaint.key]: 'spot' },
    taints: [gpuTaint, spotTaint],
  };

  it("selects by the pool's labels if no other pool has them", () => {
    expect(placementOn(gpu, [cpu, gpu]).nodeSelector).toEqual({ sku: 'gpu' });
  });

  it("adds the pool's name if another pool has the same labels", () => {
    expect(placementOn(gpu, [cpu, gpu, spotGpu]).nodeSelector).toEqual({
      sku: 'gpu',
      'kubernetes.azure.com/agentpool': 'gpupool',
    });
  });

  it('tolerates every taint of the pool, including those of spot nodes', () => {
    expect(placementOn(spotGpu, [spotGpu]).tolerations).toEqual([
      gpuTaint.toToleration(),
      spotTaint.toToleration(),
    ]);
  });

  it('tolerates the union of all pools in a DaemonSet, each taint once', () => {
    expect(tolerationsOfAll([gpu, spotGpu])).toEqual([spotTaint.toToleration(), gpuTaint.toToleration()]);
  });
});
