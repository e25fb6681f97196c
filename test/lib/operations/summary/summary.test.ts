import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import type { RunResult } from '../../../../lib/operations/summary/run-result';
import { overviewText, summaryText } from '../../../../lib/operations/summary/summary';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { smallPlatform } from '../../../platforms/small-platform';
import { sectionOf } from '../runbook/runbook-markdown-text';
import { definitions } from '../runbook/runbooks';
import { documentOf } from '../topology/topologies';

const result: RunResult = { publications: [], warnings: [], isPreview: false, milliseconds: 1234 };
const summaryOf = (definition: PlatformDefinition, of: RunResult = result) =>
  summaryText(readInventory(resolvePlatform(definition)), of);

/** Rows of a table, by columns; a continued row repeats the first cell of the row above. */
function rowsOf(summary: string, title: string): readonly (readonly string[])[] {
  const [, section = ''] = summary.split(`\n\n${title}\n`);
  const [head = '', ...lines] = section.split('\n\n')[0]!.split('\n');
  const starts = [...head.matchAll(/(?<=^ {2}|\s{3})\S/g)].map(({ index }) => index);
  const cells = lines.map((line) =>
    starts.map((start, column) => line.slice(start, starts[column + 1]).trim()),
  );
  let first = '';
  return cells.map(([name = '', ...others]) => {
    first = name === '' ? first : name;
    return [first, ...others];
  });
}

/** `identity: role on target` of every role in TOPOLOGY.md. */
function rolesOfTopology(definition: PlatformDefinition): readonly string[] {
  const section = sectionOf(documentOf(definition, 'TOPOLOGY.md'), 'Identities and roles');
  const targets = [...section.matchAll(/subgraph \w+\["(.*?)"\]\n([\s\S]*?)\n {2}end/g)];
  return targets.flatMap(([, title, nodes]) => {
    const on = title!.replace(/ \(\d+ of \d+\)$/, '');
    return [...nodes!.matchAll(/\["(.*?):<br\/>(.*?)"\]:::identity/g)].flatMap(([, role, holders]) =>
      holders!.split('<br/>').map((holder) => `${holder}: ${role} on ${on}`),
    );
  });
}

describe.each(
  ['production', 'development', 'gatewayForContainersPlatform', 'aiPlatform'].map(
    (name) => [name, definitions[name]!] as const,
  ),
)('the identities of %s', (_, definition) => {
  const rows = rowsOf(summaryOf(definition), 'Managed identities');

  it('have the same roles in the summary and in TOPOLOGY.md', () => {
    const listed = rows.flatMap(([name, , role]) =>
      role === 'none' || role === '' ? [] : [`${name}: ${role}`],
    );
    const drawn = rolesOfTopology(definition);
    expect(listed.length).toBeGreaterThan(5);
    expect([...listed].sort()).toEqual([...drawn].sort());
  });
});

describe('the summary of the sample', () => {
  const summary = summaryOf(definitions['production']!);

  it.each([
    ['my-aks-gateway-identity', 'Key Vault Secrets User on Key Vault my-kv-k4x9'],
    ['ingressapplicationgateway-my-aks', 'Contributor on Application Gateway my-aks-gateway'],
    ['ingressapplicationgateway-my-aks', 'Managed Identity Operator on identity my-aks-gateway-identity'],
  ])('lists the role of %s: %s', (name, role) => {
    const rows = rowsOf(summary, 'Managed identities');
    expect(rows.map(([identity, , text]) => `${identity}: ${text}`)).toContain(`${name}: ${role}`);
  });

  it('lists the certificates that the Key Vault must contain', () => {
    expect(rowsOf(summary, 'Certificates that the Key Vault must contain')).toEqual([
      ['ai-example-com', 'ai.example.com'],
      ['langfuse-example-com', 'langfuse.example.com'],
      ['models-example-com', 'models.example.com'],
    ]);
  });

  it('lists every workload with its replicas and scaler', () => {
    const rows = rowsOf(summary, 'Workloads');
    const replicas = rows.map(([name, , , gpus, count]) => [name, gpus, count]);
    expect(replicas).toEqual([
      ['vllm', '1', '1-3'],
      ['deepseek', '2 nodes x 8', '0-1'],
      ['triton', '1', '1'],
      ['litellm', '-', '2'],
      ['langfuse', '-', '4'],
      ['ai-app', '-', '1-20'],
      ['agent', '-', '2'],
      ['embedder', '-', '0-10'],
      ['evaluation', '-', 'one at a time'],
      ['embedder-secrets', '-', '1'],
    ]);
    expect(rows.find(([name]) => name === 'embedder')!.at(-1)).toBe(
      'ScaledObject embedder-scaler: embedding-queue, 1 message per replica',
    );
  });

  it('lists the probes of every workload that has some', () => {
    const names = rowsOf(summary, 'Probes (seconds, worst case)').map(([name]) => name);
    expect(names).toEqual(['vllm', 'deepseek', 'triton', 'litellm', 'ai-app', 'agent', 'embedder']);
  });

  it('lists the taints that neither the use nor the priority of a pool implies', () => {
    const pools = rowsOf(summary, 'Node pools').map(([name, , , , use, taints]) => [name, use, taints]);
    expect(pools).toEqual([
      ['system', 'AKS system components', ''],
      ['cpupool', 'applications', ''],
      ['gpuspot', 'inference, spot', 'sku=gpu:NoSchedule'],
      ['gpupool', 'inference', 'sku=gpu:NoSchedule'],
      ['gpubig', 'inference', 'sku=gpu:NoSchedule'],
    ]);
  });
});

test('a platform without workloads has no empty section', () => {
  const summary = summaryOf(smallPlatform);
  for (const title of ['Workloads', 'Probes', 'Certificates', 'Charts'])
    expect(summary).not.toContain(`\n${title}`);
});

test('a preview warns about its client ids', () => {
  expect(summaryOf(smallPlatform, { ...result, isPreview: true })).toContain(
    'Done in 1.23 s. Preview: the client ids are placeholders. Do not commit the files.\n',
  );
});

test('several environments have one line each', () => {
  const inventories = [definitions['production']!, definitions['development']!].map((definition) =>
    readInventory(resolvePlatform(definition)),
  );
  const rows = rowsOf(
    `\n\n${overviewText(inventories, result)}`,
    'Environments (for details: npm run synth -- --environment <name>)',
  );
  expect(rows.map(([name, region, cluster]) => [name, region, cluster])).toEqual([
    ['production', 'koreacentral', 'my-aks'],
    ['development', 'koreacentral', 'my-aks-dev'],
  ]);
});

describe('the versions', () => {
  const versionsOf = (cluster: Partial<PlatformDefinition['cluster']>) =>
    rowsOf(summaryOf({ ...smallPlatform, cluster: { ...smallPlatform.cluster, ...cluster } }), 'Versions');

  it('have the end of support and the KEDA of the Kubernetes version', () => {
    expect(versionsOf({ kubernetesVersion: '1.36' }).slice(0, 2)).toEqual([
      ['Kubernetes', '1.36', 'supported until 2027-06-30'],
      ['KEDA', '2.19', 'add-on of Kubernetes 1.36'],
    ]);
    const longTerm = { kubernetesVersion: '1.37', skuTier: 'Premium', longTermSupport: true } as const;
    expect(versionsOf(longTerm).slice(0, 2)).toEqual([
      ['Kubernetes', '1.37', 'supported until 2028-10-31'],
      ['KEDA', 'not known', 'add-on of Kubernetes 1.37'],
    ]);
  });

  it('name only Argo CD where AKS selects the version of Kubernetes', () => {
    expect(versionsOf({})).toEqual([
      ['Kubernetes', 'selected by AKS', 'cluster.kubernetesVersion is not set'],
      ['Argo CD', '3.2 or newer', 'retries with a newer commit since 3.2'],
    ]);
  });
});
