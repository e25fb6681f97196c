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

describe('objects of the Key Vault', () => {
  it('are required if a class lists a name that no class listed before', () => {
    const before = reading(secrets('vllm-api-key'));
    expect(steps(reading(secrets('vllm-api-key', 'stripe-key')), before)).toEqual([
      '| before the merge | make sure that the Key Vault `my-kv-k4x9` contains `stripe-key` | new manifests mount it, and their pods do not start without it |',
    ]);
  });

  it('are not required again if another application already reads them', () => {
    const before = reading(secrets('litellm-master-key'));
    expect(steps(reading(secrets('litellm-master-key', 'litellm-salt-key')), before)).toEqual([]);
  });

  it('can be deleted if manifests no longer read them', () => {
    const before = reading(secrets('vllm-api-key', 'stripe-key'));
    expect(steps(reading(secrets('vllm-api-key')), before)).toEqual([
      '| after the merge | delete `stripe-key` from the Key Vault `my-kv-k4x9` after the sync is complete, unless something else reads it | the manifests of this environment no longer read it |',
    ]);
  });

  it('have their type if they are a certificate or a key', () => {
    const before = reading(secrets('vllm-api-key'));
    const after = reading(
      objectsText(
        'vllm-api-key\n    objectType: secret',
        'site\n    objectType: cert',
        'signing\n    objectType: key',
      ),
    );
    expect(steps(after, before)).toEqual([
      '| before the merge | make sure that the Key Vault `my-kv-k4x9` contains `certificate site`, `key signing` | new manifests mount it, and their pods do not start without it |',
    ]);
  });

  it('are all required if the vault changes', () => {
    const before = reading(secrets('vllm-api-key'));
    const after = withField(agentSecrets, 'spec.parameters.keyvaultName', 'other-kv', before);
    expect(steps(after, before)).toEqual([
      '| before the merge | make sure that the Key Vault `other-kv` contains `vllm-api-key` | new manifests mount it, and their pods do not start without it |',
    ]);
  });

  it.each(['array: [', 'array: a', '- a', 'array:\n  - "a: ["'])(
    'are empty if the list is invalid: %j',
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

  /** The row of a deployment without order. */
  const withIt = (resources: string) =>
    `| after the merge | run ${deploy} | the merge does not change Azure: ${resources} |`;

  it('have no order if one of them does not change', () => {
    expect(steps(manifests(production))).toEqual([]);
    expect(steps(withQueue)).toEqual([withIt('`queue other-queue`')]);
    expect(steps(gone('azurerm_servicebus_queue', 'service-bus_ai-task-queue'))).toEqual([
      withIt('`queue ai-task-queue`'),
    ]);
  });

  it('deploy new resources before the merge', () => {
    expect(steps(manifests(withQueue))).toEqual([
      `| before the merge | run ${deploy}, unless it is already deployed | the manifests may need new or changed resources: \`queue other-queue\` |`,
    ]);
  });

  it('deploy larger nodes before the merge and smaller nodes after it', () => {
    const sized = (field: string, value: unknown) =>
      manifests(withAttribute(`azurerm_kubernetes_cluster_node_pool.gpupool.${field}`, value));
    const first = [
      `| before the merge | run ${deploy}, unless it is already deployed | the manifests may need new or changed resources: \`node pool gpupool\` |`,
    ];
    const last = [
      `| after the merge | run ${deploy} after the sync is complete | until then pods use the removed or reduced resources: \`node pool gpupool\` |`,
    ];
    expect(steps(sized('vm_size', 'Standard_NC48ads_A100_v4'))).toEqual(first);
    expect(steps(sized('max_count', 5))).toEqual(first);
    expect(steps(sized('max_count', 2))).toEqual(last);
  });

  it.each([
    ['fewer vCPUs', 'Standard_NC40ads_H100_v5', 'Standard_NC24ads_A100_v4', 'after'],
    ['less memory', 'Standard_NV36adms_A10_v5', 'Standard_NV36ads_A10_v5', 'after'],
    ['GPUs with less memory', 'Standard_ND96amsr_A100_v4', 'Standard_ND96asr_v4', 'after'],
    ['more of everything', 'Standard_NC24ads_A100_v4', 'Standard_NC40ads_H100_v5', 'before'],
    ['unknown capacity', 'Standard_NC40ads_H100_v5', 'Standard_NC4_of_my_own', 'before'],
  ])('order a node with as many GPUs and %s', (_, was, is, when) => {
    const sized = (size: string) =>
      withAttribute('azurerm_kubernetes_cluster_node_pool.gpupool.vm_size', size);
    expect(steps(manifests(sized(is)), sized(was)).map((row) => row.split(' | ')[0])).toEqual([
      `| ${when} the merge`,
    ]);
  });

  it('order a node pool without GPUs by its size', () => {
    const name = definition.nodePools.find(({ role }) => role !== 'gpu' && role !== 'system')!.name;
    const sized = (size: string) =>
      withAttribute(`azurerm_kubernetes_cluster_node_pool.${name}.vm_size`, size);
    const whens = (was: string, is: string) =>
      steps(manifests(sized(is)), sized(was)).map((row) => row.split(' | ')[0]);
    expect(whens('Standard_D16s_v5', 'Standard_D8s_v5')).toEqual(['| after the merge']);
    expect(whens('Standard_D8s_v5', 'Standard_D16s_v5')).toEqual(['| before the merge']);
  });

  it('remove resources after the merge', () => {
    const account = gone('azurerm_storage_container', 'mytraces_langfuse');
    expect(steps(manifests(account))).toEqual([
      `| after the merge | run ${deploy} after the sync is complete | until then pods use the removed or reduced resources: \`storage container langfuse\` |`,
    ]);
  });

  it('take two deployments for additions and removals, after the queue is empty', () => {
    const after = withTerraform(withQueue, (configuration: Loose) => {
      delete configuration.resource.azurerm_servicebus_queue['service-bus_ai-task-queue'];
    });
    expect(steps(manifests(after)).map((row) => row.split(' | ').slice(0, 2))).toEqual([
      [
        '| before the merge',
        'split this into two pull requests: additions first, removals and reductions second',
      ],
      ['| before the merge', 'stop the senders of `queue ai-task-queue` and wait until no message is left'],
      ['| before the merge', `run ${deploy} for the first pull request, unless it is already deployed`],
      [
        '| after the merge',
        `run ${deploy} for the second pull request, after the sync of the first is complete`,
      ],
    ]);
  });

  it('wait until a queue is empty before a deployment replaces it', () => {
    const after = withAttribute(
      'azurerm_servicebus_queue.service-bus_ai-task-queue.partitioning_enabled',
      true,
    );
    expect(steps(manifests(after)).map((row) => row.split(' | ').slice(0, 2))).toEqual([
      ['| before the merge', 'stop the senders of `queue ai-task-queue` and wait until no message is left'],
      ['| before the merge', `run ${deploy}, unless it is already deployed`],
    ]);
  });

  it('have no order for alerts and tags, which still need a deployment', () => {
    const alerts = withTerraform(production, (configuration: Loose) => {
      delete configuration.resource.azurerm_monitor_alert_prometheus_rule_group['gpu-pool-alerts_gpupool'];
    });
    expect(steps(manifests(alerts))).toEqual([withIt('`alerts gpu-pool-gpupool-my-aks`')]);
    const tags = withAttribute('azurerm_key_vault.key-vault_vault.tags', { owner: 'me' });
    expect(steps(manifests(tags))).toEqual([withIt('`key vault my-kv-k4x9`')]);
  });

  it('need no deployment for the version of Terraform or a protection', () => {
    const version = withTerraform(production, (configuration: Loose) => {
      configuration.terraform.required_version = '>= 1.99.0';
    });
    expect(steps(manifests(version))).toEqual([]);
    const free = withTerraform(production, (configuration: Loose) => {
      delete configuration.resource.azurerm_key_vault['key-vault_vault'].lifecycle;
    });
    expect(steps(free)).toEqual([]);
  });

  it('have no step for a new environment without manifests', () => {
    const base = without(production, /dist\/|stacks\//);
    const other = { path: 'cdktf.out/stacks/other/cdk.tf.json', text: '{"terraform":{}}' };
    const files = [...base.files, other];
    const azure = without(production, /dist\//);
    expect(steps({ ...azure, files: [...azure.files, other] }, { ...base, files })).toEqual([]);
  });

  it('deploy the stack of Argo CD together with the main stack', () => {
    const withArgoCd = (checkout: Checkout): Checkout => ({
      ...checkout,
      files: [
        ...checkout.files,
        { path: 'cdktf.out/stacks/production-argocd/cdk.tf.json', text: '{"terraform":{}}' },
      ],
    });
    expect(reportOf(withArgoCd(manifests(withQueue)), withArgoCd(production))).toContain(
      '| before the merge | run `npx cdktf deploy production production-argocd --outputs-file outputs/production.json`, unless it is already deployed |',
    );
  });

  it('do not deploy a stack of Argo CD that the code no longer has', () => {
    const file = { path: 'cdktf.out/stacks/production-argocd/cdk.tf.json', text: '{"terraform":{}}' };
    expect(steps(manifests(withQueue), { ...production, files: [...production.files, file] })[0]).toContain(
      `| before the merge | run ${deploy}, unless it is already deployed |`,
    );
  });

  it('use the names of each environment', () => {
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
      '`npx cdktf deploy development --outputs-file outputs/development.json` applies these changes; the merge does not.',
    );
    expect(report).toContain(
      '| before the merge | `development` | run `npx cdktf deploy development --outputs-file outputs/development.json`, unless it is already deployed |',
    );
  });
});

it('a removed environment has no steps', () => {
  const other = { name: 'x', files: [{ path: 'dist/other/a/b.yaml', text: 'a: 1' }] };
  const before = { ...production, files: [...production.files, ...other.files] };
  expect(steps(without(before, /production/), before)).toEqual([]);
});

it('a definition with a new queue and a new secret reports both steps', () => {
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
    '| before the merge | make sure that the Key Vault `my-kv-k4x9` contains `stripe-key` | new manifests mount it, and their pods do not start without it |',
    `| before the merge | run ${deploy}, unless it is already deployed | the manifests may need new or changed resources: \`queue orders\` |`,
  ]);
});
