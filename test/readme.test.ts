import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Testing as KubernetesTesting } from 'cdk8s';
import { App as TerraformApp, TerraformStack, Testing } from 'cdktf';
import { usage } from '../constructs/synth/invocation';
import { addGpuPool, addModelServer } from '../examples/one-construct';
import { allRules } from '../lib/check/all-rules';
import { charts, images, imageVariants, manifests } from '../lib/facts/versions';
import { workloadsOf } from '../lib/platform/workloads/workload-kinds';
import { platform } from './platforms/sample';

const root = path.join(__dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

describe('the README', () => {
  it('shows the example of one construct as it is', () => {
    const shown = /<!-- (examples\/[\w-]+\.ts) -->\n```ts\n([\s\S]*?)```/.exec(readme);
    expect(shown?.[2]).toBe(readFileSync(path.join(root, shown![1]!), 'utf8'));
  });

  it('shows an example in which the taint of the pool is the toleration of the pod', () => {
    const stack = new TerraformStack(new TerraformApp({ stackTraces: false }), 'stack');
    addGpuPool(stack, 'cluster-id', 'subnet-id');
    const terraform = JSON.parse(Testing.synth(stack));
    const [pool] = Object.values<{ node_taints: string[] }>(
      terraform.resource.azurerm_kubernetes_cluster_node_pool,
    );
    const app = KubernetesTesting.app();
    addModelServer(app);
    const deployment = KubernetesTesting.synth(app.charts[0]!).find((object) => object.kind === 'Deployment');
    const [toleration] = deployment.spec.template.spec.tolerations;
    expect(pool!.node_taints).toEqual([`${toleration.key}=${toleration.value}:${toleration.effect}`]);
  });

  it('names only npm scripts that exist', () => {
    const scripts = [...readme.matchAll(/npm (?:run )?(synth|test|deploy|benchmark|test:\w+)\b/g)].map(
      ([, script]) => script!,
    );
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.filter((script) => packageJson.scripts[script] === undefined)).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !link.startsWith('http'));
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([]);
  });

  it('names the options of synth that there are', () => {
    const options = [...usage.matchAll(/^ {2}(--[\w-]+)/gm)]
      .map(([, option]) => option!)
      .filter((option) => option !== '--help');
    expect(options.filter((option) => !readme.includes(`| \`${option}\` |`))).toEqual([]);
  });

  it("uses the sample's real names in its commands", () => {
    const [app] = workloadsOf(platform.resolved, 'http-app');
    const { keyVault, registry, cluster, azure, environment } = platform.resolved;
    for (const command of [
      `az acr login --name ${registry!.name}`,
      `docker push ${app!.image}`,
      `az keyvault secret set --vault-name ${keyVault!.name} --name ${app!.secrets[0]!.secret}`,
      `az aks command invoke --resource-group ${azure.resourceGroup.name} --name ${cluster.name}`,
      `--file appproject.${environment}-root.yaml --file application.${environment}-root.yaml`,
    ]) {
      expect(readme).toContain(command);
    }
  });

  it('states the number of rules', () => {
    const stated = [...readme.matchAll(/\b(\d+) rules\b/g)].map(([, number]) => Number(number));
    expect(stated).toEqual([allRules.length]);
  });

  it('shows the exact message of an error', () => {
    const shown = /```\n(2 problems in the platform definition:[\s\S]*?)\n```/.exec(readme)![1];
    const script = `
      const { Platform } = require('./constructs/platform');
      const { platforms } = require('./test/platforms/sample/main');
      const definition = structuredClone(platforms.platform('production').definition);
      definition.nodePools[3].minNodes = 5;
      definition.nodePools[3].initialNodes = undefined;
      definition.httpApps[0].nodePool = 'cpupol';
      new Platform(definition).run();`;
    try {
      execFileSync('node', ['--import', 'tsx', '-e', script], { cwd: root, stdio: 'pipe' });
      throw new Error('the definition was not refused');
    } catch (error) {
      expect(String((error as { stderr: Buffer }).stderr).trim()).toBe(shown);
    }
  });
});

/** Each image, chart and release of lib/facts/versions.ts that a text names with a version, as `<name> <version>`. */
function namedVersions(text: string): readonly string[] {
  const escaped = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const version = String.raw`['"]?(v?\d[\w.-]*\w|distroless-[\w.-]+\w)`;
  return [
    ...pinnedImages.map(({ repository }) => [
      repository,
      `${escaped(repository)}(?::|['"]?,\\s*['"]?tag['"]?: )${version}`,
    ]),
    ...Object.values(charts).map(({ chart }) => [
      chart,
      `chart['"]?: ['"]?${escaped(chart)}['"]?,\\s*['"]?version['"]?: ${version}`,
    ]),
    ...Object.values(manifests).map(({ repository }) => [
      repository,
      `${escaped(repository)}(?:\\.git)?(?:/releases/tag/|/tree/|\\?ref=)${version}`,
    ]),
  ].flatMap(([name, pattern]) =>
    [...text.matchAll(new RegExp(pattern!, 'g'))].map(([, found]) => `${name} ${found}`),
  );
}

const pinnedImages = [...Object.values(images), ...Object.values(imageVariants)];
const pinnedVersions = [
  ...pinnedImages.map(({ repository, tag }) => `${repository} ${tag}`),
  ...Object.values(charts).map(({ chart, version }) => `${chart} ${version}`),
  ...Object.values(manifests).map(({ repository, revision }) => `${repository} ${revision}`),
];

describe('the versions in the README and the examples', () => {
  const examples = execFileSync('git', ['ls-files', 'examples'], { cwd: root, encoding: 'utf8' });
  const named = ['README.md', ...examples.trim().split('\n')].flatMap((file) =>
    namedVersions(readFileSync(path.join(root, file), 'utf8')).map((found) => [file, found] as const),
  );

  it('are those of lib/facts/versions.ts', () => {
    expect(named.filter(([, found]) => !pinnedVersions.includes(found))).toEqual([]);
  });

  it('include the image of vLLM in the README and in the example of one construct', () => {
    const vllm = named.filter(([, found]) => found.startsWith(`${images.vllm.repository} `));
    expect(new Set(vllm.map(([file]) => file))).toEqual(new Set(['README.md', 'examples/one-construct.ts']));
  });

  it.each([
    ["image: 'docker.io/vllm/vllm-openai:v0.31.0',", 'docker.io/vllm/vllm-openai v0.31.0'],
    [
      "image: { repository: 'docker.io/vllm/vllm-openai', tag: 'v0.31.0' },",
      'docker.io/vllm/vllm-openai v0.31.0',
    ],
    ["{ chart: 'lws', version: '0.9.0' }", 'lws 0.9.0'],
    [
      'https://github.com/kubernetes-sigs/gateway-api/releases/tag/v1.5.0.',
      'https://github.com/kubernetes-sigs/gateway-api v1.5.0',
    ],
  ])('are found in %s', (text, version) => {
    expect(new Set(namedVersions(text))).toEqual(new Set([version]));
  });
});
