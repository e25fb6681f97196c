import { EndpointPickerAccount } from '../../../../constructs/kubernetes/gateway/endpoint-picker-account';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const synth = () =>
  synthesize(
    (chart) => new EndpointPickerAccount(chart, 'account', { name: 'vllm-epp', namespace: 'production' }),
  );

describe('EndpointPickerAccount', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth()));

  it('mounts its token only into pods that request it', () =>
    expect(objectOf(synth(), 'ServiceAccount').automountServiceAccountToken).toBe(false));

  it('reads pods, pools and the kinds of llm-d, and writes nothing', () => {
    const verbs = ['get', 'list', 'watch'];
    const objectives = ['inferenceobjectives', 'inferencemodelrewrites'];
    expect(objectOf(synth(), 'Role').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs },
      { apiGroups: ['inference.networking.k8s.io'], resources: ['inferencepools'], verbs },
      { apiGroups: ['llm-d.ai'], resources: objectives, verbs },
      { apiGroups: ['inference.networking.x-k8s.io'], resources: objectives, verbs },
    ]);
  });

  it('binds its Role to its ServiceAccount', () => {
    const { roleRef, subjects } = objectOf(synth(), 'RoleBinding');
    expect(roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'vllm-epp' });
    expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'vllm-epp', namespace: 'production' }]);
  });

  it('exists before the pod', () => {
    for (const { metadata } of synth())
      expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
  });
});
