import type { Checkout } from '../../../lib/changes/environment-files';
import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import {
  checkoutOf,
  definitionOf,
  type Loose,
  production,
  renamed,
  reportOf,
  withAttribute,
  withField,
  without,
  withTerraform,
} from './checkouts';

const definition = definitionOf('production');
const agentSecrets = 'agent/secretproviderclass.agent-secrets.yaml';
const deploy = '`npx cdktf deploy production --outputs-file outputs/production.json`';

/** Rows of the section: when, what, why. */
function steps(after: Checkout, before: Checkout = production): readonly string[] {
  const lines = reportOf(after, before).split('\n');
  const start = lines.indexOf('### Before and after the merge');
  if (start === -1) return [];
  const rows = lines.slice(start + 4);
  return rows.slice(0, rows.indexOf(''));
}

const reading = (objects: string, checkout = production) =>
  withField(agentSecrets, 'spec.parameters.objects', objects, checkout);
const objectsText = (...entries: readonly string[]) =>
  `array:\n${entries.map((each) => `  - |\n    objectName: ${each}\n`).join('')}`;
const secrets = (...names: readonly string[]) =>
  objectsText(...names.map((name) => `${name}\n    objectType: secret`));

describe('what the vault has to hold', () => {
  it('is told where a class names something that no class named before', () => {
    const before = reading(secrets('vllm-api-key'));
    expect(steps(reading(secrets('vllm-api-key', 'stripe-key')), before)).toEqual([
      '| before the merge | put `stripe-key` into the Key Vault `my-kv-k4x9`, if not there yet | pods that mount it do not start without |',
    ]);
  });

  it('is not told again of what another application read already', () => {
    const before = reading(secrets('litellm-master-key'));
    expect(steps(reading(secrets('litellm-master-key', 'litellm-salt-key')), before)).toEqual([]);
  });

  it('may be deleted afterwards where nobody reads it any more', () => {
    const before = reading(secrets('vllm-api-key', 'stripe-key'));
    expect(steps(reading(secrets('vllm-api-key')), before)).toEqual([
      '| after the merge | `stripe-key` may be deleted from the Key Vault `my-kv-k4x9`, when the sync is through | no manifest of this environment reads it any more; see who else does |',
    ]);
  });

  it('says what is a certificate or a key', () => {
    const before = reading(secrets('vllm-api-key'));
    const after = reading(
      objectsText(
        'vllm-api-key\n    objectType: secret',
        'site\n    objectType: cert',
        'signing\n    objectType: key',
      ),
    );
    expect(steps(after, before)).toEqual([
      '| before the merge | put `certificate site`, `key signing` into the Key Vault `my-kv-k4x9`, if not there yet | pods that mount it do not start without |',
    ]);
  });

  it('is all of it where the vault is another', () => {
    const before = reading(secrets('vllm-api-key'));
    const after = withField(agentSecrets, 'spec.parameters.keyvaultName', 'other-kv', before);
    expect(steps(after, before)).toEqual([
      '| before the merge | put `vllm-api-key` into the Key Vault `other-kv`, if not there yet | pods that mount it do not start without |',
    ]);
  });

  it.each(['array: [', 'array: a', '- a', 'array:\n  - "a: ["'])(
    'is nothing where nobody can read it: %j',
    (text) => {
      const none = reading(secrets());
      expect(steps(reading(text), none)).toEqual([]);
    },
  );
});

describe('the two halves of an environment', () => {
  const manifests = (checkout: Checkout) =>
    withField('agent/deployment.agent.yaml', 'spec.replicas', 3, checkout);
  const queue = {
    name: 'other-queue',
    namespace_id: '${azurerm_servicebus_namespace.service-bus_namespace.id}',
  };
  const withQueue = withTerraform(production, (configuration: Loose) => {
    configuration.resource.azurerm_servicebus_queue.other = queue;
  });
  const gone = (type: string, name: string) =>
    withTerraform(production, (configuration: Loose) => {
      delete configuration.resource[type][name];
    });

  /** The row of what needs no order. */
  const withIt = (resources: string) =>
    `| after the merge | ${deploy} | what changes in Azure comes with it, not with the merge: ${resources} |`;

  it('have no order where one of them stays as it is', () => {
    expect(steps(manifests(production))).toEqual([]);
    expect(steps(withQueue)).toEqual([withIt('`queue other-queue`')]);
    expect(steps(gone('azurerm_servicebus_queue', 'service-bus_ai-task-queue'))).toEqual([
      withIt('`queue ai-task-queue`'),
    ]);
  });

  it('what is new comes before the merge', () => {
    expect(steps(manifests(withQueue))).toEqual([
      `| before the merge | ${deploy}, if not done yet | the manifests may need what is new or changed: \`queue other-queue\` |`,
    ]);
  });

  it('larger nodes do as well, and smaller ones come after it', () => {
    const sized = (field: string, value: unknown) =>
      manifests(withAttribute(`azurerm_kubernetes_cluster_node_pool.gpupool.${field}`, value));
    const first = [
      `| before the merge | ${deploy}, if not done yet | the manifests may need what is new or changed: \`node pool gpupool\` |`,
    ];
    const last = [
      `| after the merge | ${deploy}, when the sync is through | until then pods use what goes or becomes smaller: \`node pool gpupool\` |`,
    ];
    expect(steps(sized('vm_size', 'Standard_NC48ads_A100_v4'))).toEqual(first);
    expect(steps(sized('max_count', 5))).toEqual(first);
    expect(steps(sized('max_count', 2))).toEqual(last);
  });

  it.each([
    ['fewer vCPUs', 'Standard_NC40ads_H100_v5', 'Standard_NC24ads_A100_v4', 'after'],
    ['less memory', 'Standard_NV36adms_A10_v5', 'Standard_NV36ads_A10_v5', 'after'],
    ['GPUs with less memory', 'Standard_ND96amsr_A100_v4', 'Standard_ND96asr_v4', 'after'],
    ['more of it', 'Standard_NC24ads_A100_v4', 'Standard_NC40ads_H100_v5', 'before'],
    ['nobody knows how much', 'Standard_NC40ads_H100_v5', 'Standard_NC4_of_my_own', 'before'],
  ])('a node with as many GPUs and %s', (_, was, is, when) => {
    const sized = (size: string) =>
      withAttribute('azurerm_kubernetes_cluster_node_pool.gpupool.vm_size', size);
    expect(steps(manifests(sized(is)), sized(was)).map((row) => row.split(' | ')[0])).toEqual([
      `| ${when} the merge`,
    ]);
  });

  it('a node pool without GPUs may become smaller as well', () => {
    const name = definition.nodePools.find(({ role }) => role !== 'gpu' && role !== 'system')!.name;
    const sized = (size: string) =>
      withAttribute(`azurerm_kubernetes_cluster_node_pool.${name}.vm_size`, size);
    const whens = (was: string, is: string) =>
      steps(manifests(sized(is)), sized(was)).map((row) => row.split(' | ')[0]);
    expect(whens('Standard_D16s_v5', 'Standard_D8s_v5')).toEqual(['| after the merge']);
    expect(whens('Standard_D8s_v5', 'Standard_D16s_v5')).toEqual(['| before the merge']);
  });

  it('what goes comes after it', () => {
    const account = gone('azurerm_storage_container', 'mytraces_langfuse');
    expect(steps(manifests(account))).toEqual([
      `| after the merge | ${deploy}, when the sync is through | until then pods use what goes or becomes smaller: \`storage container langfuse\` |`,
    ]);
  });

  it('take two steps where something comes and something goes, and a queue is emptied first', () => {
    const after = withTerraform(withQueue, (configuration: Loose) => {
      delete configuration.resource.azurerm_servicebus_queue['service-bus_ai-task-queue'];
    });
    expect(steps(manifests(after)).map((row) => row.split(' | ').slice(0, 2))).toEqual([
      [
        '| before the merge',
        'make two pull requests of it, the first one without what goes or becomes smaller',
      ],
      ['| before the merge', 'stop what sends to `queue ai-task-queue`, and let it run empty'],
      ['| before the merge', `${deploy} of the first pull request, if not done yet`],
      ['| after the merge', `${deploy} of the second pull request, when the sync of the first is through`],
    ]);
  });

  it('a queue that is made anew is emptied before the deployment that does it', () => {
    const after = withAttribute(
      'azurerm_servicebus_queue.service-bus_ai-task-queue.partitioning_enabled',
      true,
    );
    expect(steps(manifests(after)).map((row) => row.split(' | ').slice(0, 2))).toEqual([
      ['| before the merge', 'stop what sends to `queue ai-task-queue`, and let it run empty'],
      ['| before the merge', `${deploy}, if not done yet`],
    ]);
  });

  it('have none for alerts, and for tags, which are deployed all the same', () => {
    const alerts = withTerraform(production, (configuration: Loose) => {
      delete configuration.resource.azurerm_monitor_alert_prometheus_rule_group['gpu-pool-alerts_gpupool'];
    });
    expect(steps(manifests(alerts))).toEqual([withIt('`alerts gpu-pool-gpupool-my-aks`')]);
    const tags = withAttribute('azurerm_key_vault.key-vault_vault.tags', { owner: 'me' });
    expect(steps(manifests(tags))).toEqual([withIt('`key vault my-kv-k4x9`')]);
  });

  it('nothing is to deploy where Terraform alone changes: its version, or a protection', () => {
    const version = withTerraform(production, (configuration: Loose) => {
      configuration.terraform.required_version = '>= 1.99.0';
    });
    expect(steps(manifests(version))).toEqual([]);
    const free = withTerraform(production, (configuration: Loose) => {
      delete configuration.resource.azurerm_key_vault['key-vault_vault'].lifecycle;
    });
    expect(steps(free)).toEqual([]);
  });

  it('an environment that is new in Azure alone says elsewhere when its manifests come', () => {
    const base = without(production, /dist\/|stacks\//);
    const other = { path: 'cdktf.out/stacks/other/cdk.tf.json', text: '{"terraform":{}}' };
    const files = [...base.files, other];
    const azure = without(production, /dist\//);
    expect(steps({ ...azure, files: [...azure.files, other] }, { ...base, files })).toEqual([]);
  });

  it('a stack of Argo CD is deployed with the other', () => {
    const withArgoCd = (checkout: Checkout): Checkout => ({
      ...checkout,
      files: [
        ...checkout.files,
        { path: 'cdktf.out/stacks/production-argocd/cdk.tf.json', text: '{"terraform":{}}' },
      ],
    });
    expect(reportOf(withArgoCd(manifests(withQueue)), withArgoCd(production))).toContain(
      '| before the merge | `npx cdktf deploy production production-argocd --outputs-file outputs/production.json`, if not done yet |',
    );
  });

  it('a stack of Argo CD that the code gives no more is not deployed', () => {
    const file = { path: 'cdktf.out/stacks/production-argocd/cdk.tf.json', text: '{"terraform":{}}' };
    expect(steps(manifests(withQueue), { ...production, files: [...production.files, file] })[0]).toContain(
      `| before the merge | ${deploy}, if not done yet |`,
    );
  });

  it('of another environment are deployed by their own names', () => {
    const development = (checkout: Checkout) =>
      renamed(
        renamed(checkout, 'dist/production/', 'dist/development/'),
        'stacks/production/',
        'stacks/development/',
      );
    const both = (checkout: Checkout): Checkout => ({
      name: 'both',
      files: [...checkout.files, ...development(checkout).files],
    });
    const report = reportOf(both(manifests(withQueue)), both(production));
    expect(report).toContain(
      'With `npx cdktf deploy development --outputs-file outputs/development.json`, not with the merge.',
    );
    expect(report).toContain(
      '| before the merge | `development` | `npx cdktf deploy development --outputs-file outputs/development.json`, if not done yet |',
    );
  });
});

it('an environment that goes has no steps', () => {
  const other = { name: 'x', files: [{ path: 'dist/other/a/b.yaml', text: 'a: 1' }] };
  const before = { ...production, files: [...production.files, ...other.files] };
  expect(steps(without(before, /production/), before)).toEqual([]);
});

it('a definition with a new queue and a worker says all that is to do', () => {
  const changed: PlatformDefinition = {
    ...definition,
    serviceBus: {
      ...definition.serviceBus!,
      queues: [...definition.serviceBus!.queues!, { name: 'orders' }],
    },
    httpApps: definition.httpApps!.map((app) => ({
      ...app,
      secrets: [...app.secrets!, { variable: 'STRIPE_KEY', secret: 'stripe-key' }],
    })),
  };
  expect(steps(checkoutOf(changed))).toEqual([
    '| before the merge | put `stripe-key` into the Key Vault `my-kv-k4x9`, if not there yet | pods that mount it do not start without |',
    `| before the merge | ${deploy}, if not done yet | the manifests may need what is new or changed: \`queue orders\` |`,
  ]);
});
