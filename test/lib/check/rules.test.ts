import { allRules } from '../../../lib/check/all-rules';
import { checkPicture, describeFinding } from '../../../lib/check/check-picture';
import type { DeploymentPicture, KubernetesObject, PictureFile } from '../../../lib/check/deployment-picture';

function picture(parts: {
  readonly objects?: readonly KubernetesObject[];
  readonly files?: readonly PictureFile[];
  readonly isPreview?: boolean;
}): DeploymentPicture {
  return {
    files: parts.files ?? [],
    objects: (parts.objects ?? []).map((object, index) => ({
      file: `app/${index}.yaml`,
      application: 'app',
      object,
    })),
    allowedImageRegistries: ['docker.io'],
    existingNamespaces: ['default'],
    isPreview: parts.isPreview ?? false,
  };
}

const text = (content: string) => picture({ files: [{ path: 'app/x.yaml', text: content }] });
const pod = (image: string) =>
  picture({
    objects: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'app', namespace: 'default' },
        spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
      },
    ],
  });
const object = (kind: string, namespace?: string, apiVersion = 'v1'): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', ...(namespace === undefined ? {} : { namespace }) },
});

/** A bad example, what is said of it, and a good one. */
const examples: readonly (readonly [
  rule: string,
  bad: DeploymentPicture,
  said: string,
  good: DeploymentPicture,
])[] = [
  [
    'image-is-fixed-and-known',
    pod('docker.io/org/app:latest'),
    'moving tag "latest"',
    pod('docker.io/org/app:1.0.0'),
  ],
  [
    'image-is-fixed-and-known',
    pod('docker.io/org/app'),
    'has no tag',
    pod(`docker.io/org/app@sha256:${'a'.repeat(64)}`),
  ],
  ['image-is-fixed-and-known', pod('example.com/org/app:1'), 'registry example.com', pod('org/app:1')],
  [
    'namespace-exists',
    picture({ objects: [object('Service', 'nowhere')] }),
    '"nowhere", which nothing creates',
    picture({ objects: [object('Service', 'default')] }),
  ],
  [
    'namespace-exists',
    picture({ objects: [object('Service')] }),
    'left out',
    picture({ objects: [object('Namespace'), object('Service', 'x')] }),
  ],
  [
    'namespace-exists',
    picture({ objects: [object('ClusterRole', 'default', 'rbac.authorization.k8s.io/v1')] }),
    'which has no namespace',
    picture({ objects: [object('ClusterRole', undefined, 'rbac.authorization.k8s.io/v1')] }),
  ],
  ['no-placeholder', text('value: REPLACE_ME'), '"REPLACE_ME"', text('value: replaced')],
  ['no-placeholder', text('image: <your-registry>/app'), '"<your-registry>"', text('pattern: (?P<name>x)')],
  [
    'no-placeholder',
    text('clientID: 00000000-0000-0000-0000-000000000000'),
    "nobody's id",
    text('clientID: a41c7e92-05db-4f38-b6e7-2c9d81f4503a'),
  ],
  [
    'no-secret-material',
    text(`token: hf_${'a'.repeat(34)}`),
    'a Hugging Face token',
    text('token: hf_short'),
  ],
  [
    'no-secret-material',
    text('-----BEGIN RSA PRIVATE KEY-----'),
    'a private key',
    text('-----BEGIN CERTIFICATE-----'),
  ],
  [
    'no-secret-material',
    picture({ objects: [{ ...object('Secret', 'default'), data: { password: 'cGFzcw==' } }] }),
    'a Secret with its content',
    picture({ objects: [object('Secret', 'default')] }),
  ],
  ['no-terraform-token', text('clientID: ${TfToken[TOKEN.0]}'), 'TfToken', text('clientID: token')],
  ['no-terraform-token', text('replicas: -1.8881545897087503e+289'), 'e+289', text('replicas: -1')],
  [
    'no-terraform-token',
    text('host: ${azurerm_key_vault.x.vault_uri}'),
    'azurerm_key_vault',
    text('host: ${HOSTNAME}'),
  ],
  [
    'object-has-one-owner',
    picture({ objects: [object('Service', 'default'), object('Service', 'default')] }),
    'Service default/x',
    picture({ objects: [object('Service', 'default'), object('ConfigMap', 'default')] }),
  ],
];

describe('the rules', () => {
  it.each(examples)('%s finds its bad example (%#)', (rule, bad, said) => {
    const found = checkPicture(bad).errors;
    expect(found.map((finding) => finding.rule)).toEqual([rule]);
    expect(describeFinding(found[0]!)).toContain(said);
  });

  it.each(examples)('%s lets its good example pass (%#)', (_, __, ___, good) => {
    expect(checkPicture(good)).toEqual({ errors: [], warnings: [] });
  });

  it('has an example for every rule', () => {
    expect([...new Set(examples.map(([rule]) => rule))].sort()).toEqual(allRules.map((rule) => rule.id));
  });

  it('has ids that are unique and in order, and says why and from where', () => {
    const ids = allRules.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(
      allRules.filter((rule) => rule.title === '' || rule.why === '' || !/20\d\d-\d\d/.test(rule.source)),
    ).toEqual([]);
  });

  it('does not show a secret that it found', () => {
    const secret = `hf_${'a1b2'.repeat(9)}`;
    expect(describeFinding(checkPicture(text(`token: ${secret}`)).errors[0]!)).not.toContain(secret);
  });

  it('takes made-up ids in a preview', () => {
    const file = { path: 'app/x.yaml', text: 'clientID: 00000000-0000-0000-0000-000000000001' };
    expect(
      [true, false].map((isPreview) => checkPicture(picture({ files: [file], isPreview })).errors.length),
    ).toEqual([0, 1]);
  });
});
