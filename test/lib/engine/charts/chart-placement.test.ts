import { chartPlacementValues, mergeChartValues } from '../../../../lib/engine/charts/chart-placement';

const placement = {
  nodeSelector: { sku: 'cpu' },
  tolerations: [{ key: 'a', operator: 'Exists' }],
} as const;

describe('a placement as values', () => {
  it('is at the top by default', () => expect(chartPlacementValues(placement)).toEqual(placement));

  it('is at each of the paths', () => {
    expect(chartPlacementValues(placement, ['web.pod', 'worker', 'web.job'])).toEqual({
      web: { pod: placement, job: placement },
      worker: placement,
    });
  });

  it('has affinity for a list of pools', () => {
    const values = chartPlacementValues({
      nodeSelector: {},
      tolerations: [],
      orderedPools: ['spot', 'ondemand'],
    });
    expect(Object.keys(values)).toEqual(['affinity']);
  });

  it('is nothing without a placement', () => expect(chartPlacementValues(undefined, ['web'])).toEqual({}));
});

describe('values over values', () => {
  it('merge objects, and replace lists whole as Helm does', () => {
    expect(mergeChartValues({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3] }, d: { e: 2 } })).toEqual({
      a: { b: 1, c: [3] },
      d: { e: 2 },
    });
  });

  it('leave both as they were', () => {
    const below = { a: { b: 1 } };
    mergeChartValues(below, { a: { b: 2 } });
    expect(below).toEqual({ a: { b: 1 } });
  });
});
