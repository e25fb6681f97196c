import { parse } from 'yaml';
import {
  TlsCertificates,
  type TlsCertificatesProps,
  tlsSecretName,
} from '../../../../constructs/kubernetes/ingress/tls-certificates';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, sampleTenantId } from '../samples';
import { messageOf, objectOf, synthesize } from '../synthesize';

const vault = { keyVaultName: 'my-vault', tenantId: sampleTenantId, clientId: sampleClientId };
const minimal: TlsCertificatesProps = {
  name: 'ingress-tls',
  vault,
  certificates: ['Chat-Example'],
  serviceAccountName: 'ingress-sa',
};

const synth = (props: Partial<TlsCertificatesProps> = {}) =>
  synthesize((chart) => new TlsCertificates(chart, 'tls', { ...minimal, ...props }));
const classOf = (props: Partial<TlsCertificatesProps> = {}) =>
  objectOf(synth(props), 'SecretProviderClass').spec;
const podOf = () => objectOf(synth(), 'Deployment').spec.template;

test('the minimum', () => {
  const objects = synth();
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<TlsCertificatesProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    vault: { ...vault, cloud: 'AzureUSGovernmentCloud' },
    certificates: ['b', 'a'],
    placement: gpuPlacement,
    image: 'myregistry.azurecr.io/pause:3.9',
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('each certificate is asked for as a secret: with its key and its chain', () => {
  const { array } = parse(classOf({ certificates: ['b', 'a'] }).parameters.objects);
  expect(array.map((entry: string) => parse(entry))).toEqual([
    { objectName: 'a', objectType: 'secret' },
    { objectName: 'b', objectType: 'secret' },
  ]);
});

test('a Secret is of the TLS type, with both of its keys from the one object', () => {
  expect(classOf().secretObjects[0]).toMatchObject({
    secretName: 'ingress-tls-chat-example',
    type: 'kubernetes.io/tls',
    data: [
      { key: 'tls.key', objectName: 'Chat-Example' },
      { key: 'tls.crt', objectName: 'Chat-Example' },
    ],
  });
});

test('the name of a Secret is in lower case', () =>
  expect(tlsSecretName('tls', 'Chat-Example')).toBe('tls-chat-example'));

test('a pod has the volume mounted, or there would be no Secret', () => {
  const { spec } = podOf();
  expect(spec.volumes[0].csi.volumeAttributes).toEqual({ secretProviderClass: 'ingress-tls' });
  expect(spec.containers[0].volumeMounts[0].name).toBe(spec.volumes[0].name);
});

test('the pod gets a token for the identity', () =>
  expect(podOf().metadata.labels['azure.workload.identity/use']).toBe('true'));

test('two names that are one in the vault are refused', () =>
  expect(messageOf(() => synth({ certificates: ['a', 'A'] }))).toContain(
    'certificates[1]: duplicate certificate "a"',
  ));

test('no certificate is refused', () =>
  expect(messageOf(() => synth({ certificates: [] }))).toContain('certificates: it is empty'));
