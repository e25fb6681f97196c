import {
  checkCertificates,
  TlsProviderClass,
  type TlsProviderClassProps,
  tlsVolume,
} from '../../../../constructs/kubernetes/ingress/tls-provider-class';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { sampleClientId, sampleTenantId } from '../samples';
import { messageOf, objectOf, synthesize } from '../synthesize';

const vault = { keyVaultName: 'my-kv', tenantId: sampleTenantId, clientId: sampleClientId };
const synth = (props: Partial<TlsProviderClassProps> = {}) =>
  synthesize(
    (chart) =>
      new TlsProviderClass(chart, 'tls', { name: 'tls', vault, certificates: ['ai', 'models'], ...props }),
  );
const classOf = (props: Partial<TlsProviderClassProps> = {}) => objectOf(synth(props), 'SecretProviderClass');
const secretName = (certificate: string) => `tls-${certificate}`;

describe('TlsProviderClass', () => {
  it('is valid by independent schemas', () => expectValidManifests([...synth(), ...synth({ secretName })]));

  it('reads the Key Vault with the identity of the pod', () =>
    expect(classOf().spec.parameters).toMatchObject({
      usePodIdentity: 'false',
      clientID: 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb',
      keyvaultName: 'my-kv',
      tenantId: 'cccccccc-4444-4555-8666-dddddddddddd',
    }));

  it('reads each certificate as a secret, which contains the key and the chain', () =>
    expect(classOf().spec.parameters.objects).toBe(
      'array:\n' +
        '  - |\n    objectName: ai\n    objectType: secret\n' +
        '  - |\n    objectName: models\n    objectType: secret\n',
    ));

  it.each([
    [undefined, undefined],
    ['AzurePublicCloud', undefined],
    ['AzureChinaCloud', 'AzureChinaCloud'],
  ] as const)('for the cloud %s has the cloud name %s', (cloud, expected) =>
    expect(classOf({ vault: { ...vault, cloud } }).spec.parameters.cloudName).toBe(expected),
  );

  it('creates no Secrets by default', () => expect(classOf().spec).not.toHaveProperty('secretObjects'));

  it('creates a TLS Secret for each certificate', () =>
    expect(
      classOf({ secretName, certificates: ['ai'], component: 'ingress', partOf: 'my-aks' }).spec,
    ).toMatchObject({
      secretObjects: [
        {
          secretName: 'tls-ai',
          type: 'kubernetes.io/tls',
          labels: {
            'app.kubernetes.io/name': 'tls',
            'app.kubernetes.io/component': 'ingress',
            'app.kubernetes.io/part-of': 'my-aks',
            'app.kubernetes.io/managed-by': 'aks-ai-platform',
          },
          data: [
            { key: 'tls.key', objectName: 'ai' },
            { key: 'tls.crt', objectName: 'ai' },
          ],
        },
      ],
    }));

  it('exists before the pods that mount it', () =>
    expect(classOf().metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '-1' }));
});

describe('tlsVolume', () => {
  it('mounts the class read-only with the CSI driver', () =>
    expect(tlsVolume('tls', '/mnt/tls')).toEqual({
      volume: {
        name: 'tls-certificates',
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          readOnly: true,
          volumeAttributes: { secretProviderClass: 'tls' },
        },
      },
      volumeMount: { name: 'tls-certificates', mountPath: '/mnt/tls', readOnly: true },
    }));
});

describe('checkCertificates', () => {
  const check = (...certificates: string[]) => {
    const problems = ProblemList.create();
    checkCertificates(certificates, problems);
    problems.throwIfAny('the certificates');
  };

  it('accepts different certificates', () => expect(() => check('ai', 'models')).not.toThrow());
  it('rejects an empty list', () => expect(messageOf(() => check())).toContain('certificates: it is empty'));
  it('rejects names that differ only by case, which are one name in a Key Vault', () =>
    expect(messageOf(() => check('ai', 'AI'))).toContain('certificates[1]'));
});
