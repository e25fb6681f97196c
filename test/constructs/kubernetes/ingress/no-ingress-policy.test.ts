import { NoIngressPolicy } from '../../../../constructs/kubernetes/ingress/no-ingress-policy';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const synth = (identity: { name: string; workload?: string }) =>
  synthesize((chart) => new NoIngressPolicy(chart, 'policy', identity));
const policyOf = (identity: { name: string; workload?: string }) =>
  objectOf(synth(identity), 'NetworkPolicy');

describe('NoIngressPolicy', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth({ name: 'worker' })));

  it('denies all ingress: it has the policy type and no rule', () =>
    expect(policyOf({ name: 'worker' }).spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'worker' } },
      policyTypes: ['Ingress'],
    }));

  it('selects the pods of another workload by its name', () =>
    expect(policyOf({ name: 'policy', workload: 'server' }).spec.podSelector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'server' },
    }));

  it('exists before the pods', () =>
    expect(policyOf({ name: 'worker' }).metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-wave': '-1',
    }));
});
