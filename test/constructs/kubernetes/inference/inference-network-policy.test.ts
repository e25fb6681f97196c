import {
  InferenceNetworkPolicy,
  type InferenceNetworkPolicyProps,
} from '../../../../constructs/kubernetes/inference/inference-network-policy';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const every: Partial<InferenceNetworkPolicyProps> = {
  extraPorts: [8001],
  allowedNamespaces: ['gateway'],
  allowedCidrs: ['10.0.17.0/24'],
  allowMetrics: true,
};
const synth = (props: Partial<InferenceNetworkPolicyProps> = {}) =>
  synthesize((chart) => new InferenceNetworkPolicy(chart, 'policy', { name: 'vllm', port: 8000, ...props }));
const policyOf = (props: Partial<InferenceNetworkPolicyProps> = {}) =>
  objectOf(synth(props), 'NetworkPolicy');
const ruleOf = (props: Partial<InferenceNetworkPolicyProps> = {}) => policyOf(props).spec.ingress[0];

describe('InferenceNetworkPolicy', () => {
  it('is valid by independent schemas', () => expectValidManifests([...synth(), ...synth(every)]));

  it('allows only pods of its namespace by default', () =>
    expect(ruleOf().from).toEqual([{ podSelector: {} }]));

  it('allows only the port of the server by default', () =>
    expect(ruleOf().ports).toEqual([{ protocol: 'TCP', port: 8000 }]));

  it('allows additional ports', () =>
    expect(ruleOf({ extraPorts: [8001, 8002] }).ports).toEqual([
      { protocol: 'TCP', port: 8000 },
      { protocol: 'TCP', port: 8001 },
      { protocol: 'TCP', port: 8002 },
    ]));

  it('allows another namespace by its name', () =>
    expect(ruleOf({ allowedNamespaces: ['gateway'] }).from[1]).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } },
    }));

  it('allows an address range', () =>
    expect(ruleOf({ allowedCidrs: ['10.0.17.0/24'] }).from[1]).toEqual({
      ipBlock: { cidr: '10.0.17.0/24' },
    }));

  it('allows only the metrics collector of kube-system', () =>
    expect(ruleOf({ allowMetrics: true }).from[1]).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { rsName: 'ama-metrics' } },
    }));

  it.each([
    [{}, 'vllm'],
    [{ workload: 'server' }, 'server'],
  ])('with %j protects the pods of %s', (props, label) =>
    expect(policyOf(props).spec.podSelector).toEqual({ matchLabels: { 'app.kubernetes.io/name': label } }),
  );

  it('has one rule for ingress and none for egress', () => {
    const { ingress, policyTypes } = policyOf(every).spec;
    expect(ingress).toHaveLength(1);
    expect(policyTypes).toEqual(['Ingress']);
  });

  it('exists before the pods', () =>
    expect(policyOf().metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' }));
});
