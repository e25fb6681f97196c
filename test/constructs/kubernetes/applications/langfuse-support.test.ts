import {
  LangfuseSupport,
  type LangfuseSupportProps,
} from '../../../../constructs/kubernetes/applications/langfuse-support';
import { langfuseValues } from '../../../../lib/engine/langfuse/langfuse';
import { allOfLangfuse, langfuseSecrets, minimalLangfuse } from '../../../lib/engine/langfuse/samples';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { sampleClientId, sampleTenantId } from '../samples';
import { listing, objectOf, synthesize } from '../synthesize';

const { initial: _, ...secrets } = langfuseSecrets;
const minimal: LangfuseSupportProps = {
  name: 'langfuse',
  keyVaultName: 'my-kv',
  tenantId: sampleTenantId,
  clientId: sampleClientId,
  secrets,
};
const all: Required<LangfuseSupportProps> = {
  ...minimal,
  namespace: 'langfuse',
  cloud: 'AzureChinaCloud',
  secrets: langfuseSecrets,
  allowedNamespaces: ['production'],
  allowedCidrs: ['10.1.0.0/24'],
  partOf: 'my-aks',
};

const synth = (props: Partial<LangfuseSupportProps> = {}) =>
  synthesize((chart) => new LangfuseSupport(chart, 'langfuse', { ...minimal, ...props }));

describe('LangfuseSupport', () => {
  it('minimal', () => expect(synth()).toMatchSnapshot());
  it('with every prop', () => expect(synth(all)).toMatchSnapshot());

  it('is valid by independent schemas', () => expectValidManifests([...synth(), ...synth(all)]));

  it('has the secrets, and who may reach the pods', () => {
    expect(listing(synth())).toEqual([
      'SecretProviderClass langfuse-secrets',
      'NetworkPolicy langfuse-web',
      'NetworkPolicy langfuse-worker',
    ]);
  });

  it("gives the pods the volume that the chart's values have", () => {
    let pod: LangfuseSupport['pod'] | undefined;
    synthesize((chart) => {
      pod = new LangfuseSupport(chart, 'langfuse', minimal).pod;
    });
    // biome-ignore lint/suspicious/noExplicitAny: values of a chart
    const values = langfuseValues(minimalLangfuse)['langfuse'] as any;
    expect([values.extraVolumes, values.extraVolumeMounts]).toEqual([[pod!.volume], [pod!.volumeMount]]);
  });

  it('denies all connections to the worker', () => {
    expect(objectOf(synth(all), 'NetworkPolicy', 'langfuse-worker').spec).toEqual({
      podSelector: {
        matchLabels: {
          'app.kubernetes.io/name': 'langfuse',
          'app.kubernetes.io/instance': 'langfuse',
          app: 'worker',
        },
      },
      policyTypes: ['Ingress'],
    });
  });

  it('lets its namespace, others by name, and ranges at the web application', () => {
    const { from } = objectOf(synth(all), 'NetworkPolicy', 'langfuse-web').spec.ingress[0];
    expect(from).toEqual([
      { podSelector: {} },
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'production' } } },
      { ipBlock: { cidr: '10.1.0.0/24' } },
    ]);
  });

  it('selects the pods of the release, whose labels the chart makes of its name', () => {
    const { podSelector } = objectOf(synth({ name: allOfLangfuse.name }), 'NetworkPolicy', 'traces-web').spec;
    expect(podSelector.matchLabels['app.kubernetes.io/instance']).toBe('traces');
  });
});
