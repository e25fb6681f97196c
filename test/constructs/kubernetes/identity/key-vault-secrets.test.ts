import { parse } from 'yaml';
import {
  KeyVaultSecrets,
  type KeyVaultSecretsProps,
} from '../../../../constructs/kubernetes/identity/key-vault-secrets';
import { sampleClientId, sampleTenantId } from '../samples';
import { messageOf, objectOf, synthesize } from '../synthesize';

const minimal: KeyVaultSecretsProps = {
  name: 'app-secrets',
  keyVaultName: 'my-kv',
  tenantId: sampleTenantId,
  clientId: sampleClientId,
  variables: [{ variable: 'API_KEY', secret: 'api-key' }],
};

const synth = (props: KeyVaultSecretsProps) =>
  objectOf(
    synthesize((chart) => new KeyVaultSecrets(chart, 'secrets', props)),
    'SecretProviderClass',
  );

function podOf(props: KeyVaultSecretsProps) {
  let pod: KeyVaultSecrets['pod'] | undefined;
  synthesize((chart) => {
    pod = new KeyVaultSecrets(chart, 'secrets', props).pod;
  });
  return pod!;
}

test('the minimum', () => expect(synth(minimal)).toMatchSnapshot());

test('all props', () => {
  const props: Required<KeyVaultSecretsProps> = {
    ...minimal,
    namespace: 'production',
    workload: 'app',
    cloud: 'AzureChinaCloud',
    variables: [
      { variable: 'SECOND', secret: 'shared' },
      { variable: 'FIRST', secret: 'shared' },
      { variable: 'API_KEY', secret: 'api-key' },
    ],
    partOf: 'my-aks',
    holder: {
      serviceAccountName: 'app',
      placement: { nodeSelector: { sku: 'cpu' }, tolerations: [] },
      image: 'myregistry.azurecr.io/pause:3.9',
    },
  };
  expect(synth(props)).toMatchSnapshot();
});

describe('a holder', () => {
  const holder = { serviceAccountName: 'app', placement: { nodeSelector: { sku: 'cpu' }, tolerations: [] } };
  const objects = synthesize(
    (chart) => new KeyVaultSecrets(chart, 'secrets', { ...minimal, workload: 'app', holder }),
  );

  it('is one pod that always mounts the class', () => {
    const { metadata, spec } = objectOf(objects, 'Deployment');
    expect(metadata.name).toBe('app-secrets');
    expect(spec.replicas).toBe(1);
    expect(spec.template.spec).toMatchObject({
      serviceAccountName: 'app',
      nodeSelector: { sku: 'cpu' },
      volumes: [podOf(minimal).volume],
    });
  });

  it('has labels of its own, so that no Service or PodDisruptionBudget of the workload selects it', () =>
    expect(objectOf(objects, 'Deployment').spec.template.metadata.labels).toMatchObject({
      'app.kubernetes.io/name': 'app-secrets',
      'azure.workload.identity/use': 'true',
    }));

  it('is an option, and the pod parts report it', () => {
    expect(podOf(minimal).isHeld).toBe(false);
    expect(podOf({ ...minimal, holder }).isHeld).toBe(true);
    const without = synthesize((chart) => new KeyVaultSecrets(chart, 'secrets', minimal));
    expect(without.map(({ kind }) => kind)).toEqual(['SecretProviderClass']);
  });
});

test('the provider reads the objects as YAML in YAML, each secret once', () => {
  const variables = [
    { variable: 'B', secret: 'two' },
    { variable: 'A', secret: 'one' },
    { variable: 'C', secret: 'one' },
  ];
  const { array } = parse(synth({ ...minimal, variables }).spec.parameters.objects);
  expect(array.map((entry: string) => parse(entry))).toEqual([
    { objectName: 'one', objectType: 'secret' },
    { objectName: 'two', objectType: 'secret' },
  ]);
});

test('the order in which variables are given does not matter', () => {
  const variables = [
    { variable: 'A', secret: 'one' },
    { variable: 'B', secret: 'two' },
  ];
  expect(synth({ ...minimal, variables: [...variables].reverse() })).toEqual(
    synth({ ...minimal, variables }),
  );
});

test('the public cloud is not named', () =>
  expect(synth({ ...minimal, cloud: 'AzurePublicCloud' }).spec.parameters).not.toHaveProperty('cloudName'));

test('the pod mounts the class and reads every variable of the Secret that it fills', () => {
  const pod = podOf(minimal);
  expect(pod.volume.csi?.volumeAttributes).toEqual({ secretProviderClass: 'app-secrets' });
  expect(pod.volumeMount.name).toBe(pod.volume.name);
  expect(pod.environment).toEqual([
    { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'app-secrets', key: 'API_KEY' } } },
  ]);
});

test('no variable and a variable twice are refused', () => {
  expect(messageOf(() => synth({ ...minimal, variables: [] }))).toContain('variables: it is empty');
  const variables = [...minimal.variables, { variable: 'API_KEY', secret: 'other' }];
  expect(messageOf(() => synth({ ...minimal, variables }))).toContain(
    'variables[1].variable: duplicate variable "API_KEY"',
  );
});
