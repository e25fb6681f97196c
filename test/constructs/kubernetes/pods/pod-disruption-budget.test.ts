import { PodDisruptionBudget } from '../../../../constructs/kubernetes/pods/pod-disruption-budget';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const synth = (identity: { name: string; workload?: string }) =>
  synthesize((chart) => new PodDisruptionBudget(chart, 'budget', identity));
const specOf = (identity: { name: string; workload?: string }) =>
  objectOf(synth(identity), 'PodDisruptionBudget').spec;

describe('PodDisruptionBudget', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth({ name: 'app' })));

  it('allows the eviction of one pod at a time', () =>
    expect(specOf({ name: 'app' }).maxUnavailable).toBe(1));

  it('has no minimum, which would block the drain of a single replica', () =>
    expect(specOf({ name: 'app' })).not.toHaveProperty('minAvailable'));

  it('always allows the eviction of an unhealthy pod', () =>
    expect(specOf({ name: 'app' }).unhealthyPodEvictionPolicy).toBe('AlwaysAllow'));

  it.each([
    [{ name: 'app' }, 'app'],
    [{ name: 'budget', workload: 'server' }, 'server'],
  ])('of %j selects the pods of %s', (identity, label) =>
    expect(specOf(identity).selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': label } }),
  );
});
