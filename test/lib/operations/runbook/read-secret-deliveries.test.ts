import { DeploymentPicture } from '../../../../lib/check/deployment-picture';
import {
  readSecretDeliveries,
  type SecretDelivery,
} from '../../../../lib/operations/runbook/read-secret-deliveries';
import type { Json } from '../../../links/deployment';
import { textOf, withChange } from './changed-objects';
import { readMarkdown, sectionOf } from './runbook-markdown-text';
import { definitions, runbookOf } from './runbooks';

const { source } = runbookOf(definitions['production']!);

const deliveriesOf = ({ objects } = source) => readSecretDeliveries(new DeploymentPicture([], objects, []));
const readersOf = ({ readers }: SecretDelivery) =>
  readers.map(({ owner, asVariable }) => [owner.object.kind, owner.object.metadata.name, asVariable]);
const deliveryOf = (vaultSecret: string, secretName: string, from = source) =>
  deliveriesOf(from).find((each) => each.vaultSecret === vaultSecret && each.secretName === secretName)!;

describe('a secret of the Key Vault', () => {
  it('is delivered to its Secret and key', () => {
    expect(deliveryOf('agent-database-uri', 'agent-secrets')).toMatchObject({
      vault: 'my-kv-k4x9',
      namespace: 'production',
      key: 'DATABASE_URI',
      providerClass: 'agent-secrets',
      isCertificate: false,
    });
  });

  it('is read by the pods with it in a variable', () => {
    const delivery = deliveryOf('agent-database-uri', 'agent-secrets');
    expect(readersOf(delivery)).toEqual([['Deployment', 'agent', true]]);
  });

  it('is also read by the Job before a workload', () => {
    const delivery = deliveryOf('litellm-database-url', 'litellm-secrets');
    expect(readersOf(delivery).sort()).toEqual([
      ['Deployment', 'litellm', true],
      ['Job', 'litellm-migration', true],
    ]);
  });

  it('is read by a chart whose values name it', () => {
    const delivery = deliveryOf('langfuse-salt', 'langfuse-secrets');
    expect(readersOf(delivery)).toEqual([['Application', 'langfuse', true]]);
  });

  it('is a file without a variable: its reader detects a change', () => {
    const delivery = deliveryOf('argocd-slack-token', 'argocd-notifications-secret');
    expect(readersOf(delivery)).toEqual([['Deployment', 'notifications', false]]);
  });

  it('is a certificate if its Secret is one', () => {
    const gateway = runbookOf(definitions['gatewayForContainersPlatform']!).source;
    const certificates = deliveriesOf(gateway).filter(({ isCertificate }) => isCertificate);
    expect(new Set(certificates.map(({ vaultSecret }) => vaultSecret))).toEqual(
      new Set(['ai-example-com', 'langfuse-example-com', 'models-example-com']),
    );
  });

  it('is no variable after an extension removed the variable', () => {
    const changed = withChange(source, 'Deployment', 'agent', (object) => {
      for (const container of object.spec.template.spec.containers)
        container.env = container.env.filter(({ name }: Json) => name !== 'DATABASE_URI');
    });
    const delivery = deliveryOf('agent-database-uri', 'agent-secrets', changed);
    expect(readersOf(delivery)).toEqual([['Deployment', 'agent', false]]);
  });

  it('is a variable if the container reads its whole Secret', () => {
    const changed = withChange(source, 'Deployment', 'agent', (object) => {
      const [container] = object.spec.template.spec.containers;
      container.env = [];
      container.envFrom = [{ secretRef: { name: 'agent-secrets' } }];
    });
    const delivery = deliveryOf('agent-redis-uri', 'agent-secrets', changed);
    expect(readersOf(delivery)).toEqual([['Deployment', 'agent', true]]);
  });
});

describe('the action after a rotation', () => {
  const table = readMarkdown(sectionOf(textOf(source), 'Secret rotation')).tables.at(-1)!;
  const afterwards = (secret: string) => table.find(([name]) => name === `\`${secret}\``)!.at(-1);

  it('has a row for each secret of the Key Vault, sorted by name', () => {
    const expected = new Set(deliveriesOf().map(({ vaultSecret }) => `\`${vaultSecret}\``));
    expect(table.slice(1).map(([name]) => name)).toEqual([...expected].sort());
  });

  it.each([
    ['agent-database-uri', '`kubectl rollout restart deployment/agent --namespace production`'],
    ['langfuse-redis-password', '`kubectl rollout restart deployments,statefulsets --namespace langfuse`'],
    ['evaluation-gateway-key', 'no restart for `evaluation`: the next run reads it'],
    ['argocd-slack-token', 'no action: its reader detects the change'],
    [
      'vllm-api-key',
      '`kubectl rollout restart deployment/vllm deployment/litellm --namespace production`; no restart for `litellm-migration`: the next run reads it',
    ],
  ])('restarts the readers: %s', (secret, remedy) => {
    expect(afterwards(secret)).toBe(remedy);
  });

  it.each(['litellm-salt-key', 'langfuse-salt', 'langfuse-encryption-key'])(
    'forbids a change if data depends on the secret: %s',
    (secret) => {
      expect(afterwards(secret)).toContain('never change it');
    },
  );

  it('is in Langfuse for the password of its first user', () => {
    expect(afterwards('langfuse-user-password')).toContain('change it in Langfuse');
  });

  it('deletes the leaders of a group on several nodes', () => {
    const changed = withChange(source, 'LeaderWorkerSet', 'deepseek', (object) => {
      const { spec } = object.spec.leaderWorkerTemplate.workerTemplate;
      spec.volumes.push({
        name: 'secrets',
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          volumeAttributes: { secretProviderClass: 'vllm-secrets' },
        },
      });
      spec.containers[0].env = [
        ...(spec.containers[0].env ?? []),
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'vllm-secrets', key: 'VLLM_API_KEY' } } },
      ];
    });
    const rows = readMarkdown(sectionOf(textOf(changed), 'Secret rotation')).tables.at(-1)!;
    expect(rows.find(([name]) => name === '`vllm-api-key`')!.at(-1)).toContain(
      'kubectl delete pods --namespace production --selector leaderworkerset.sigs.k8s.io/name=deepseek,leaderworkerset.sigs.k8s.io/worker-index=0',
    );
  });
});
