import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runCommandLine } from '../../cli/command-line';

let folder: string;
const start = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-check-'));
  mkdirSync(path.join(folder, 'k8s'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

/** Runs the command in the temporary folder. */
async function check(...args: readonly string[]) {
  let out = '';
  let errors = '';
  const code = await runCommandLine(['check', ...args], {
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      errors += text;
    },
  });
  return { code, out, errors };
}

const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
const deployment = (image: string, annotations = '{}') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: default, annotations: ${annotations} }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: "${image}", resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } } }] }
`;
const moving = deployment('docker.io/library/app:latest');
const fixed = deployment('docker.io/library/app:1.2.3');
const imageRule = 'images/fixed-and-known-image';

describe('exit code', () => {
  it('is 0 without findings', async () => {
    write('k8s/app.yaml', fixed);
    expect(await check('k8s')).toMatchObject({ code: 0, errors: '' });
  });

  it('is 1 for an error', async () => {
    write('k8s/app.yaml', moving);
    expect((await check('k8s', '--level', 'error')).code).toBe(1);
  });

  it.each([
    ['a TypeScript file', 'main.ts', 'export const a = 1;'],
    ['other JSON', 'package.json', '{ "name": "app" }'],
    ['values of a chart', 'values.yaml', 'replicas: 2'],
  ])('is 2 for %s alone, because no rule read anything', async (_, file, text) => {
    write(file, text);
    const { code, out, errors } = await check(file);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toContain(`${file}: contains no Kubernetes manifest and no Terraform configuration`);
  });

  it('depends on the day for the end of support', async () => {
    const cluster = { kubernetes_version: '1.36', automatic_upgrade_channel: 'patch' };
    write('main.tf.json', JSON.stringify({ resource: { azurerm_kubernetes_cluster: { aks: cluster } } }));
    const at = async (day: string) => (await check('main.tf.json', '--date', day)).out;
    expect(await at('2027-03-31')).not.toContain('cluster/kubernetes-support');
    expect(await at('2027-04-01')).toContain('cluster/kubernetes-support');
    const { code, errors } = await check('main.tf.json', '--date', '1 April');
    expect(code).toBe(2);
    expect(errors).toContain('Use a day such as 2026-12-01.');
  });

  it('is 1 for a warning, and 0 with --level error', async () => {
    write('k8s/app.yaml', moving);
    write('aks-ai.check.yaml', `severities: { ${imageRule}: warning }`);
    expect((await check('k8s')).code).toBe(1);
    expect((await check('k8s', '--level', 'error')).code).toBe(0);
  });

  it('is 1 for an unreadable file, and the check reads the other files', async () => {
    write('k8s/broken.yaml', 'a: [');
    write('k8s/app.yaml', moving);
    const { code, out } = await check('k8s');
    expect(code).toBe(1);
    expect(out).toContain('check/unreadable');
    expect(out).toContain(imageRule);
  });

  it.each([
    ['a missing folder', ['nothing']],
    ['a folder without manifests', ['k8s']],
    ['no argument', []],
    ['an unknown format', ['k8s', '--format', 'pdf']],
    ['an unknown level', ['k8s', '--level', 'all']],
    ['a missing configuration file', ['k8s', '--config', 'none.yaml']],
  ])('is 2 for %s, with a message and no stack trace', async (_, args) => {
    const { code, out, errors } = await check(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toMatchSnapshot();
    expect(errors).not.toMatch(/\n\s+at /);
  });
});

describe('report', () => {
  it('contains file, line, object, message, expected and fix', async () => {
    write('k8s/app.yaml', moving);
    expect((await check('k8s')).out).toMatch(
      /k8s\/app\.yaml\n {2}error:9 {2}Deployment default\/app, .+\n.+\n +Expected: .+\.\n +Fix: Set a tag with a version\./,
    );
  });

  it.each([
    ['json', '{'],
    ['sarif', '{'],
    ['junit', '<?xml'],
  ])('is %s with --format', async (format, beginning) => {
    write('k8s/app.yaml', moving);
    const { out } = await check('k8s', '--format', format);
    expect(out.startsWith(beginning)).toBe(true);
    expect(out).toContain(imageRule);
  });

  it('is written to the file of --output and not to the terminal', async () => {
    write('k8s/app.yaml', moving);
    expect(await check('k8s', '--format', 'sarif', '--output', 'findings.sarif')).toMatchObject({
      code: 1,
      out: '',
    });
    const { version, runs } = JSON.parse(readFileSync(path.join(folder, 'findings.sarif'), 'utf8'));
    expect(version).toBe('2.1.0');
    const [location] = runs[0].results[0].locations;
    expect(location.physicalLocation.artifactLocation.uri).toBe('k8s/app.yaml');
    expect(location.physicalLocation.region.startLine).toBe(9);
  });

  it('lists the rules that did not run because Terraform is missing', async () => {
    write('k8s/app.yaml', fixed);
    expect((await check('k8s')).out).toMatch(
      /Not run\n {2}\d+ rules: the files contain no Terraform configuration\n/,
    );
  });

  it('ignores node_modules and files with other extensions', async () => {
    mkdirSync(path.join(folder, 'k8s/node_modules'));
    write('k8s/node_modules/app.yaml', moving);
    mkdirSync(path.join(folder, 'k8s/.vscode'));
    write('k8s/.vscode/launch.json', '{ // comment\n "kind": [');
    write('k8s/README.md', moving);
    write('k8s/app.yml', fixed);
    expect((await check('k8s')).code).toBe(0);
  });
});

describe('suppression', () => {
  it('works by annotation, and the report shows its reason', async () => {
    write(
      'k8s/app.yaml',
      deployment(
        'docker.io/library/app:latest',
        '{ check.aks-ai-platform/images.fixed-and-known-image: built on each node }',
      ),
    );
    const { code, out } = await check('k8s');
    expect(code).toBe(0);
    expect(out).toContain('built on each node');
  });

  it('works by the configuration file', async () => {
    write('k8s/app.yaml', moving);
    write(
      'aks-ai.check.yaml',
      `suppressions: [{ rule: ${imageRule}, target: Deployment default/*, reason: built on each node }]`,
    );
    expect((await check('k8s')).code).toBe(0);
  });

  it('is a finding if it matches none', async () => {
    write('k8s/app.yaml', fixed);
    write(
      'aks-ai.check.yaml',
      `suppressions: [{ rule: ${imageRule}, target: Deployment default/app, reason: none }]`,
    );
    const { code, out } = await check('k8s');
    expect(code).toBe(1);
    expect(out).toContain('check/unused-suppression');
  });

  it('suppresses nothing without a reason', async () => {
    write('k8s/app.yaml', moving);
    write(
      'aks-ai.check.yaml',
      `suppressions: [{ rule: ${imageRule}, target: Deployment default/app, reason: "" }]`,
    );
    expect((await check('k8s')).out).toContain(imageRule);
  });
});

describe('configuration', () => {
  it('turns a rule off', async () => {
    write('k8s/app.yaml', moving);
    write('my.yaml', `severities: { ${imageRule}: off }`);
    expect((await check('k8s', '--config', 'my.yaml')).code).toBe(0);
  });

  it('sets the allowed registries', async () => {
    write('k8s/app.yaml', fixed);
    write('aks-ai.check.yaml', 'imageRegistries: [quay.io]');
    expect((await check('k8s')).out).toContain('comes from the registry docker.io');
  });

  it('reports all its problems at once', async () => {
    write('k8s/app.yaml', fixed);
    write(
      'aks-ai.check.yaml',
      `severity: {}\nseverities: { images/fixed-and-know-image: error, ${imageRule}: fatal }\nsuppressions: [{ reason: none }]`,
    );
    const { code, errors } = await check('k8s');
    expect(code).toBe(2);
    expect(errors).toMatchSnapshot();
  });

  it('must be YAML', async () => {
    write('k8s/app.yaml', fixed);
    write('aks-ai.check.yaml', 'a: [');
    expect((await check('k8s')).code).toBe(2);
  });
});

describe('environments in one folder', () => {
  const write = (environment: string, text: string) => {
    mkdirSync(path.join(folder, 'dist', environment, 'app'), { recursive: true });
    writeFileSync(path.join(folder, 'dist', environment, 'app/config.yaml'), text);
  };
  const config = (annotations = '{}') =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app, namespace: default, annotations: ${annotations} }\n`;

  it('are separate clusters, so the same name can occur in each', async () => {
    write('development', config());
    write('production', config());
    expect(await check('dist')).toMatchObject({ code: 0, errors: '' });
  });

  it('are each checked', async () => {
    write('development', config());
    write('production', `${config()}---\n${config()}`);
    expect((await check('dist')).out).toContain('gitops/one-owner');
  });

  it('share the files outside their folders, whose findings are reported once', async () => {
    write('development', config());
    write('production', config());
    const shared = config().replace('name: app', 'name: shared');
    writeFileSync(path.join(folder, 'shared.yaml'), `${shared}---\n${shared}`);
    expect((await check('.')).out.match(/gitops\/one-owner/g)).toHaveLength(1);
  });
});

describe('folders of one repository', () => {
  const write = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app, namespace: default }\n';
  const application = (name: string, server: string) =>
    `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: https://github.com/my-org/app, path: k8s/${name} }
  destination: { server: ${server}, namespace: default }
`;
  const inCluster = 'https://kubernetes.default.svc';
  const owners = async () => (await check('.')).out.match(/gitops\/one-owner/g) ?? [];

  it('may be separate deployments, such as dev and prod', async () => {
    write('k8s/dev/app.yaml', config);
    write('k8s/prod/app.yaml', config);
    expect(await owners()).toEqual([]);
  });

  it('are one deployment if Argo CD syncs them to one cluster', async () => {
    write('k8s/one/app.yaml', config);
    write('k8s/two/app.yaml', config);
    write('argocd/one.yaml', application('one', inCluster));
    write('argocd/two.yaml', application('two', 'https://other.example.com'));
    expect(await owners()).toEqual([]);
    write('argocd/two.yaml', application('two', inCluster));
    expect(await owners()).toHaveLength(1);
  });

  it('contain each object once', async () => {
    write('k8s/dev/app.yaml', config);
    write('k8s/dev/again.yaml', config);
    expect(await owners()).toHaveLength(1);
  });
});

describe('Terraform in HCL', () => {
  const pool = (taints: string) =>
    `resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  name        = "gpu"
  vm_size     = "Standard_NC24ads_A100_v4"
  node_taints = ${taints}
}
`;
  const gpuPod = fixed.replace('limits: {', 'limits: { nvidia.com/gpu: 1,');

  it('is checked together with the manifests', async () => {
    write('k8s/app.yaml', gpuPod);
    write('k8s/main.tf', pool('["sku=gpu:NoSchedule"]'));
    expect((await check('k8s', '--level', 'error')).out).toContain('(scheduling/untolerated-taint)');
  });

  it('has lines in the report', async () => {
    write('k8s/main.tf', `# a pool\n${pool('["sku=gpu:NoSchedule"]')}`);
    expect((await check('k8s')).out).toMatch(/warning:2 {2}azurerm_kubernetes_cluster_node_pool\.gpu/);
  });

  it('with taints that only a deployment knows gives no finding about them', async () => {
    write('k8s/app.yaml', gpuPod);
    write('k8s/main.tf', `variable "taints" {}\n${pool('var.taints')}`);
    expect((await check('k8s')).out).not.toContain('untolerated-taint');
  });

  it('in a module elsewhere switches off the rules that need all of it, in one line', async () => {
    write('k8s/app.yaml', gpuPod);
    write(
      'k8s/main.tf',
      `module "aks" {\n  source = "Azure/aks/azurerm"\n}\n${pool('["sku=gpu:NoSchedule"]')}`,
    );
    const { out } = await check('k8s');
    expect(out).not.toContain('untolerated-taint');
    expect(out).toMatch(/the files do not contain the Terraform modules module\.aks \(Azure\/aks\/azurerm\)/);
  });

  it('has placeholders in attributes, and none in descriptions', async () => {
    const variable = 'variable "region" {\n  description = "<region>"\n}\n';
    write('k8s/main.tf', `${variable}resource "azurerm_key_vault" "v" {\n  name = "<your-vault>"\n}\n`);
    const found = (await check('k8s', '--level', 'error')).out.match(/.*\(gitops\/placeholder\)/g);
    expect(found).toEqual(['  error:5  azurerm_key_vault.v, name  (gitops/placeholder)']);
  });

  it('that is not valid is reported with its line', async () => {
    write('k8s/app.yaml', fixed);
    write('k8s/main.tf', 'resource "a" "b" {\n  name = \n}\n');
    expect((await check('k8s')).out).toMatch(/k8s\/main\.tf\n {2}error:2 {2}\(check\/unreadable\)/);
  });
});
