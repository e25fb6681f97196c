import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import { Annotations, App } from 'cdktf';
import { Platform, type PlatformOptions } from '../../constructs/platform';
import { definitionFingerprints, fingerprintOf } from '../../constructs/synth/fingerprint';
import { runSynth } from '../../constructs/synth/run';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { readRecord } from '../../lib/platform/gitops/publication-record';
import { fullPlatform } from '../platforms/small-platform';

const outputs = {
  test: {
    'client_id_app-identity': 'a41c7e92-05db-4f38-b6e7-2c9d81f4503a',
    'client_id_test-aks-keda': '3f8a5c17-d2b9-4e60-8b41-c97e02d6a5f3',
    cluster_name: 'test-aks',
    oidc_issuer_url: 'https://koreacentral.oic.prod-aks.azure.com/tenant/issuer/',
    resource_group: 'test-rg',
    subscription_id: fullPlatform.azure.subscriptionId,
    tenant_id: fullPlatform.azure.tenantId,
  },
};

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'run-'));
  fs.mkdirSync(path.join(root, 'outputs'));
  fs.writeFileSync(path.join(root, 'outputs/test.json'), JSON.stringify(outputs, null, 2));
  fs.writeFileSync(path.join(root, 'main.ts'), '// The definition.');
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
  delete process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'];
});

const withoutVllm: PlatformDefinition = { ...fullPlatform, inferenceServers: [] };

interface Setup {
  readonly definition?: PlatformDefinition;
  readonly options?: PlatformOptions;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** As the cdktf command line sets it. */
  readonly continueOnErrors?: boolean;
  /** In place of the one of `definition`. */
  readonly platforms?: readonly Platform[];
  /** As a PlatformSet runs, and a Platform does not. Default: only several platforms do. */
  readonly hasAllEnvironments?: boolean;
  readonly today?: string;
}

function run({
  definition = fullPlatform,
  options = {},
  args = [],
  environment = {},
  platforms,
  today = '2026-12-01',
  hasAllEnvironments = (platforms?.length ?? 1) > 1,
}: Setup = {}) {
  const output: string[] = [];
  const errors: string[] = [];
  let clock = 0;
  const code = runSynth(() => platforms ?? [new Platform(definition, options)], {
    args,
    environment,
    root,
    hasAllEnvironments,
    write: (text) => output.push(text),
    writeError: (text) => errors.push(text),
    now: () => (clock += 500),
    npx: (words) => {
      output.push(words.join(' '));
      return 3;
    },
    today,
    loadedFiles: () => [
      path.join(root, 'main.ts'),
      path.join(root, 'node_modules/cdk8s/index.js'),
      __filename,
    ],
  });
  return { code, output: output.join(''), errors: errors.join('') };
}

/** Every file with its bytes and times. */
function disk(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fs
      .readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => fs.lstatSync(path.join(root, name)).isFile())
      .sort()
      .map((name) => [
        name,
        `${fs.readFileSync(path.join(root, name), 'utf8')}@${fs.statSync(path.join(root, name)).mtimeMs}`,
      ]),
  );
}

/** The outputs file of a deployment with other values. */
function writeOutputs(values: Readonly<Record<string, string>>): void {
  const text = JSON.stringify({ test: { ...outputs.test, ...values } });
  fs.writeFileSync(path.join(root, 'outputs/test.json'), text);
}

const folders = () =>
  fs
    .readdirSync(root)
    .filter((name) => !['main.ts', 'outputs'].includes(name))
    .sort();

describe('a run of synth', () => {
  it('writes both halves and prints a summary', () => {
    const { code, output } = run();
    expect([code, folders()]).toEqual([0, ['cdktf.out', 'dist']]);
    expect(output).toMatchSnapshot();
  });

  it('creates the folder of the outputs, which cdktf deploy does not', () => {
    fs.rmSync(path.join(root, 'outputs'), { recursive: true });
    run({ args: ['--azure-only'] });
    expect(fs.readdirSync(path.join(root, 'outputs'))).toEqual([]);
  });

  it('reports a file in the place of the folder of the outputs', () => {
    fs.rmSync(path.join(root, 'outputs'), { recursive: true });
    fs.writeFileSync(path.join(root, 'outputs'), '');
    const { code, errors } = run({ args: ['--azure-only'] });
    expect([code, errors]).toEqual([1, expect.stringMatching(/^Cannot write outputs: EEXIST/)]);
  });

  it('changes no file the second time', () => {
    run();
    const before = disk();
    run();
    expect(disk()).toEqual(before);
  });

  it('records the same definition in both halves, and the sources only for the Terraform', () => {
    run();
    const recordIn = (folder: string) =>
      readRecord(fs.readFileSync(path.join(root, folder, '.synthesized'), 'utf8'));
    const [terraform, manifests] = [recordIn('cdktf.out'), recordIn('dist/test')];
    expect(terraform.definitions.get('test')).toEqual(definitionFingerprints(fullPlatform));
    expect(manifests.definitions).toEqual(terraform.definitions);
    expect(terraform.sources).toEqual(new Map([['main.ts', fingerprintOf('// The definition.')]]));
    expect(manifests.sources).toEqual(new Map());
  });

  it('records a change of the definition that changes no manifest', () => {
    run();
    const [pool] = fullPlatform.nodePools;
    const definition = {
      ...fullPlatform,
      nodePools: [{ ...pool!, maxNodes: 9 }, ...fullPlatform.nodePools.slice(1)],
    };
    expect(run({ definition, args: ['--check'] }).errors).toContain('differs   dist/test/.synthesized\n');
  });

  it.each([
    ['--azure-only', ['cdktf.out']],
    ['--kubernetes-only', ['dist']],
    ['--preview', ['build']],
  ])('%s writes %p', (option, written) => {
    expect([run({ args: [option] }).code, folders()]).toEqual([0, written]);
  });

  it.each([
    [{ CDKTF_OUTDIR: 'cdktf.out' }, ['cdktf.out']],
    [{ CDK8S_OUTDIR: 'elsewhere' }, ['elsewhere']],
    [{ CDK8S_OUTDIR: 'cdk8s.out' }, ['cdk8s.out', 'dist']],
  ])('writes its half and prints nothing under a command line with %p', (environment, written) => {
    const { code, output } = run({ environment: environment as unknown as Record<string, string> });
    expect([code, output, folders()]).toEqual([0, '', written]);
  });

  it('prints the warnings of constructs, in the summary and under a command line', () => {
    const options: PlatformOptions = {
      extendAzure: (stack) => Annotations.of(stack).addWarning('close to a limit'),
    };
    expect(run({ options }).output).toContain('Warnings\n  test: close to a limit');
    expect(run({ options, environment: { CDKTF_OUTDIR: 'cdktf.out' } }).errors).toBe(
      'Warning: test: close to a limit\n',
    );
  });

  it('warns before the support of the Kubernetes version ends, and writes the same files', () => {
    const definition: PlatformDefinition = {
      ...fullPlatform,
      cluster: { ...fullPlatform.cluster, kubernetesVersion: '1.36' },
    };
    const warning = 'AKS ends the support of Kubernetes 1.36 on 2027-06-30';
    expect(run({ definition, today: '2027-01-01' }).output).not.toContain(warning);
    const before = disk();
    const later = run({ definition, today: '2027-06-01' });
    expect([later.code, disk()]).toEqual([0, before]);
    expect(later.output).toContain(warning);
    expect(run({ definition, args: ['--check'], today: '2027-07-01' }).code).toBe(0);
  });

  describe('a chart of the definition', () => {
    const withChart = (repository: string, chart: string, values = {}): PlatformDefinition => ({
      ...fullPlatform,
      helmCharts: [{ name: 'added', repository, chart, version: '2.20.0', values }],
    });

    it('must not install KEDA next to the add-on', () => {
      const { code, errors } = run({ definition: withChart('https://kedacore.github.io/charts', 'keda') });
      expect([code, folders()]).toEqual([1, []]);
      expect(errors).toContain('scaling/one-keda');
    });

    it('is reported if it generates a password', () => {
      const redis = (values?: object) =>
        run({ definition: withChart('https://charts.bitnami.com/bitnami', 'redis', values) });
      expect(redis().output).toContain('gitops/generated-secret');
      const stated = redis({ auth: { existingSecret: 'redis' } });
      expect([stated.code, stated.output.includes('gitops/generated-secret')]).toEqual([0, false]);
    });
  });

  it('creates a link to dist/ for the cdk8s command line', () => {
    run({ environment: { CDK8S_OUTDIR: 'cdk8s.out' } });
    expect(fs.readlinkSync(path.join(root, 'cdk8s.out'))).toBe('dist');
  });

  it('needs no outputs file for Azure', () => {
    fs.rmSync(path.join(root, 'outputs/test.json'));
    expect(run({ args: ['--azure-only'] }).code).toBe(0);
  });

  it('never writes a made-up id to dist/', () => {
    run({ args: ['--preview'] });
    const manifest = fs.readFileSync(
      path.join(root, 'build/preview/test/cluster/serviceaccount.app-sa.yaml'),
      'utf8',
    );
    expect([
      manifest.includes('00000000-0000-0000-0000-0000000000'),
      fs.existsSync(path.join(root, 'dist')),
    ]).toEqual([true, false]);
  });

  it('removes the folder of a removed application', () => {
    run();
    run({
      definition: { ...withoutVllm, gitOps: { ...fullPlatform.gitOps, removedApplications: ['vllm'] } },
    });
    expect(fs.existsSync(path.join(root, 'dist/test/vllm'))).toBe(false);
  });

  it('reports an application with the environment in its name once', () => {
    const { httpApps } = fullPlatform;
    const { image, nodePool } = httpApps![0]!;
    const named = { name: 'test-api', image, nodePool };
    const withNamed: PlatformDefinition = { ...fullPlatform, httpApps: [...httpApps!, named] };
    expect(run({ definition: withNamed }).errors).toBe('');
    expect(run().errors).toMatch(/^1 problem in[\s\S]*dist\/test contains the application "test-api"/);
    const removed = { ...fullPlatform.gitOps, removedApplications: ['test-api'] };
    expect(run({ definition: { ...fullPlatform, gitOps: removed } })).toMatchObject({ code: 0 });
  });

  it('refuses to remove an application without confirmation, and changes no file', () => {
    run();
    const before = disk();
    const { code, errors } = run({ definition: withoutVllm });
    expect([code, disk()]).toEqual([1, before]);
    expect(errors).toContain("confirm the removal: gitOps: { removedApplications: ['vllm'] }");
  });

  it('names the other cluster of the folder if the repository is the same', () => {
    run();
    const cluster = { ...fullPlatform.cluster, name: 'new-aks' };
    writeOutputs({
      cluster_name: 'new-aks',
      'client_id_new-aks-keda': outputs.test['client_id_test-aks-keda'],
    });
    const { code, errors } = run({ definition: { ...withoutVllm, cluster } });
    expect(code).toBe(1);
    expect(errors).toContain(
      'dist/test is of the cluster test-aks in test-rg, which syncs https://github.com/test-org/gitops: if it no longer exists, delete dist/test.',
    );
  });

  it('replaces the folder of another cluster of another repository', () => {
    run();
    const cluster = { ...fullPlatform.cluster, name: 'new-aks' };
    const gitOps = { ...fullPlatform.gitOps, repository: 'https://example.com/mine' };
    writeOutputs({
      cluster_name: 'new-aks',
      'client_id_new-aks-keda': outputs.test['client_id_test-aks-keda'],
    });
    const { code, output, errors } = run({ definition: { ...withoutVllm, cluster, gitOps } });
    expect([code, errors]).toEqual([0, '']);
    expect(output).toContain(
      'dist/test was of the cluster test-aks in test-rg, which syncs https://github.com/test-org/gitops. Synth replaced it.',
    );
    expect(fs.existsSync(path.join(root, 'dist/test/vllm'))).toBe(false);
    expect(run({ definition: { ...withoutVllm, cluster, gitOps } }).output).not.toContain(
      'Synth replaced it',
    );
  });

  it('refuses a removed application that still exists', () => {
    const gitOps = { ...fullPlatform.gitOps, removedApplications: ['vllm'] };
    const { code, errors } = run({ definition: { ...fullPlatform, gitOps } });
    expect([code, errors]).toEqual([
      1,
      expect.stringContaining('the definition still contains the application "vllm"'),
    ]);
  });

  it('refuses an ApplicationSet while finalizers would delete objects', () => {
    const withGitOps = (gitOps: Partial<PlatformDefinition['gitOps']>) =>
      run({ definition: { ...fullPlatform, gitOps: { ...fullPlatform.gitOps, ...gitOps } } });
    run();
    const { code, errors } = withGitOps({ type: 'application-set' });
    expect([code, errors]).toEqual([
      1,
      expect.stringContaining("Set onDelete: 'orphan' with the old type first"),
    ]);
    expect(withGitOps({ onDelete: 'orphan' }).code).toBe(0);
    expect(withGitOps({ onDelete: 'orphan', type: 'application-set' }).code).toBe(0);
  });

  it('warns of a manifest that it did not create, and keeps it', () => {
    run();
    const file = path.join(root, 'dist/test/app/by-hand.yaml');
    fs.writeFileSync(file, 'x');
    expect(run().output).toContain(
      'dist/test/app/by-hand.yaml: synth did not create this file, and Argo CD syncs it.',
    );
    expect(fs.existsSync(file)).toBe(true);
  });

  it.each(['by-hand.jsonnet', 'Kustomization'])('warns of %s, which Argo CD reads in its own way', (name) => {
    run();
    fs.writeFileSync(path.join(root, 'dist/test/app', name), 'x');
    expect(run().output).toContain(`dist/test/app/${name}: synth did not create this file`);
  });

  it('does not warn of its own file that the record does not list', () => {
    run();
    const record = path.join(root, 'dist/test/.synthesized');
    fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('app/deployment.app.yaml\n', ''));
    expect(run({ args: ['--check'] }).errors).not.toContain('foreign   dist');
    expect(run().output).not.toContain('synth did not create this file');
  });

  it('does not change the manifests of another environment', () => {
    fs.mkdirSync(path.join(root, 'dist/staging'), { recursive: true });
    fs.writeFileSync(path.join(root, 'dist/staging/x.yaml'), 'x');
    run();
    expect(fs.readFileSync(path.join(root, 'dist/staging/x.yaml'), 'utf8')).toBe('x');
  });
});

const secretManifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'x', namespace: 'test' },
  stringData: { password: 'x' },
};

describe('a run of synth that fails', () => {
  const failures: Record<string, readonly [setup: Setup, output: string]> = {
    'a problem in the definition': [
      { definition: { ...fullPlatform, environment: 'Test' } },
      'environment: "Test" is invalid',
    ],
    'a finding in the synthesized files': [
      {
        options: {
          extendKubernetes: (extension) => {
            new ApiObject(extension.chart('app'), 'secret', secretManifest);
          },
        },
      },
      'dist/test/app/secret.x.yaml:8: Secret test/x, stringData: The Secret has values in stringData',
    ],
    'a Terraform token in a manifest': [
      {
        options: {
          extendKubernetes: (extension) => {
            new ApiObject(extension.chart('app'), 'map', {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: 'x', namespace: 'test' },
              data: { host: '${TfToken[TOKEN.0]}' },
            });
          },
        },
      },
      'ConfigMap.x.data.host: it is a Terraform token, which only Terraform can resolve',
    ],
    'a validation of a construct of the Azure half': [
      {
        options: {
          extendAzure: (stack) => {
            stack.node.addValidation({ validate: () => ['the first', 'the second'] });
          },
        },
      },
      '2 problems in the Terraform stacks:\n\n  test: the first',
    ],
    'an error annotation of a construct': [
      { options: { extendAzure: (stack) => Annotations.of(stack).addError('it does not fit') } },
      'test: it does not fit',
    ],
    'an error annotation under the cdktf command line, which ignores it': [
      {
        options: { extendAzure: (stack) => Annotations.of(stack).addError('it does not fit') },
        environment: { CDKTF_OUTDIR: 'cdktf.out' },
        continueOnErrors: true,
      },
      'test: it does not fit',
    ],
    'a path of the temporary folder': [
      {
        options: {
          extendAzure: (stack) => stack.addOverride('locals.folder', (App.of(stack) as App).outdir),
        },
      },
      'stacks/test/cdk.tf.json: the file contains the temporary folder of this synth',
    ],
    'a validation of a construct of the Kubernetes half': [
      {
        options: {
          extendKubernetes: (extension) => {
            extension.chart('app').node.addValidation({ validate: () => ['it does not fit'] });
          },
        },
      },
      'app: it does not fit',
    ],
    'an unknown application': [
      { options: { extendKubernetes: (extension) => void extension.chart('ap') } },
      'ap: no application has this name',
    ],
  };

  it.each(Object.entries(failures))('reports %s and changes no file', (_, [setup, output]) => {
    run();
    const before = disk();
    if (setup.continueOnErrors) process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] = 'true';
    const { code, errors } = run(setup);
    expect(code).toBe(1);
    expect(errors).toContain(output);
    expect(errors).toMatch(/Nothing was written\.\n$/);
    expect(errors).not.toMatch(/^\s+at /m);
    expect(disk()).toEqual(before);
  });

  it('names every missing output, the workload that needs it, and the command', () => {
    fs.rmSync(path.join(root, 'outputs/test.json'));
    const { code, errors } = run();
    expect([code, folders()]).toEqual([1, []]);
    for (const part of [
      'client_id_app-identity',
      'client_id_app-identity (app)',
      'client_id_test-aks-keda',
      'the scaler of app',
      'npx cdktf deploy test --outputs-file outputs/test.json',
    ]) {
      expect(errors).toContain(part);
    }
  });

  it.each([
    [['--azur-only'], '--azur-only'],
    [['--azure-only', '--kubernetes-only'], 'cannot be combined'],
    [['--azure-only', '--preview'], 'cannot be combined'],
    [['production'], 'production'],
  ])('refuses %p with code 2', (args, output) => {
    const { code, errors } = run({ args });
    expect([code, folders()]).toEqual([2, []]);
    expect(errors).toContain(output);
    expect(errors).toContain('Usage: npm run synth');
  });

  it('reports an obstacle without a stack trace', () => {
    fs.writeFileSync(path.join(root, 'dist'), 'a file');
    const { code, errors } = run();
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^Cannot write dist\/test: ENOTDIR: .*\. Fix the cause and run synth again; it resumes\.\n$/,
    );
    expect(errors).not.toMatch(/^\s+at /m);
  });

  it('throws an error that is not a problem of the input', () => {
    const options: PlatformOptions = {
      extendKubernetes: () => {
        throw new TypeError('a bug in the extension');
      },
    };
    expect(() => run({ options })).toThrow(TypeError);
  });
});

describe('extensions', () => {
  it('add an application with its folder, its Application and its kinds in the project', () => {
    run({
      options: {
        extendKubernetes: (extension) => {
          new ApiObject(extension.addApplication('extra'), 'map', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'x', namespace: 'test' },
          });
        },
      },
    });
    const read = (name: string) => fs.readFileSync(path.join(root, 'dist/test', name), 'utf8');
    expect(read('extra/configmap.x.yaml')).toContain('kind: ConfigMap');
    expect(read('argocd/application.extra.yaml')).toContain('path: dist/test/extra');
    expect(read('argocd/appproject.test.yaml')).toContain('kind: ConfigMap');
  });

  it('change the stack', () => {
    run({ options: { extendAzure: (stack) => stack.cluster.resource.addOverride('sku_tier', 'Premium') } });
    const terraform = JSON.parse(
      fs.readFileSync(path.join(root, 'cdktf.out/stacks/test/cdk.tf.json'), 'utf8'),
    );
    expect(terraform.resource.azurerm_kubernetes_cluster.cluster.sku_tier).toBe('Premium');
  });
});

describe('a run for several environments', () => {
  const second: PlatformDefinition = {
    ...fullPlatform,
    environment: 'staging',
    azure: { ...fullPlatform.azure, resourceGroup: 'staging-rg', uniqueSuffix: 's1' },
    cluster: { ...fullPlatform.cluster, name: 'staging-aks' },
  };
  const both = () => [new Platform(fullPlatform), new Platform(second)];
  beforeEach(() => {
    const { 'client_id_test-aks-keda': keda, ...others } = outputs.test;
    const staging = {
      ...others,
      'client_id_staging-aks-keda': keda,
      cluster_name: 'staging-aks',
      resource_group: 'staging-rg',
    };
    fs.writeFileSync(path.join(root, 'outputs/staging.json'), JSON.stringify({ staging }));
  });
  const inDist = () => fs.readdirSync(path.join(root, 'dist')).sort();

  it('writes a folder and a stack for each, and prints an overview', () => {
    const { code, output } = run({ platforms: both() });
    expect([code, inDist(), fs.readdirSync(path.join(root, 'cdktf.out/stacks')).sort()]).toEqual([
      0,
      ['grafana', 'staging', 'test'],
      ['staging', 'test'],
    ]);
    expect(output).toMatchSnapshot();
  });

  it('--environment writes the manifests of one without the outputs of the others, and all Terraform', () => {
    fs.rmSync(path.join(root, 'outputs/staging.json'));
    const { code, output } = run({ platforms: both(), args: ['--environment', 'test'] });
    expect([code, inDist(), fs.readdirSync(path.join(root, 'cdktf.out/stacks')).sort()]).toEqual([
      0,
      ['grafana', 'test'],
      ['staging', 'test'],
    ]);
    expect(output).toContain('Node pools');
  });

  it('refuses an unknown environment with a suggestion', () => {
    const { code, errors } = run({ platforms: both(), args: ['--environment', 'stagin'] });
    expect([code, errors]).toEqual([2, expect.stringContaining('Did you mean "staging"?')]);
  });

  it('writes nothing for any environment if one has a problem', () => {
    fs.rmSync(path.join(root, 'outputs/staging.json'));
    const { code, errors } = run({ platforms: both() });
    expect([code, folders()]).toEqual([1, []]);
    expect(errors).toContain('outputs/staging.json');
  });

  it('warns of the folder of a removed environment, and keeps it', () => {
    run({ platforms: both() });
    const { output } = run({
      platforms: [both()[0]!, new Platform({ ...second, environment: 'development' })],
      args: ['--environment', 'test'],
    });
    expect(output).toContain('dist/staging no longer belongs to an environment');
    expect(inDist()).toEqual(['grafana', 'staging', 'test']);
  });

  it('writes the dashboards of all environments once', () => {
    run({ platforms: both() });
    const files = fs.readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' });
    const dashboards = files
      .map((file) => file.split(path.sep).join('/'))
      .filter((file) => file.endsWith('.json'));
    expect([...dashboards].sort()).toEqual([
      'grafana/gpu-pools.json',
      'grafana/keda.json',
      'grafana/vllm.json',
    ]);
    expect(run({ platforms: both(), args: ['--check'] }).code).toBe(0);
    const text = fs.readFileSync(path.join(root, 'dist/grafana/keda.json'), 'utf8');
    const { templating } = JSON.parse(text);
    expect(templating.list[1].options.map(({ text: name }: { text: string }) => name)).toEqual([
      'test',
      'staging',
    ]);
  });

  it('removes the shared dashboards with the last series for them', () => {
    run({ platforms: both() });
    const withoutMetrics = both().map(
      ({ definition }) =>
        new Platform({ ...definition, cluster: { ...definition.cluster, managedPrometheus: false } }),
    );
    expect(run({ platforms: withoutMetrics }).code).toBe(0);
    expect(fs.readdirSync(path.join(root, 'dist/grafana'))).toEqual(['.synthesized']);
  });

  it('finds shared dashboards that differ', () => {
    run({ platforms: both() });
    fs.writeFileSync(path.join(root, 'dist/grafana/vllm.json'), '{}');
    expect(run({ platforms: both(), args: ['--check'] })).toMatchObject({
      code: 1,
      errors: expect.stringContaining('differs   dist/grafana/vllm.json'),
    });
  });

  it('warns of it if one environment is left', () => {
    run({ platforms: both() });
    const { output } = run({ platforms: [both()[0]!], hasAllEnvironments: true });
    expect(output).toContain('dist/staging no longer belongs to an environment');
  });

  it('does not warn of it if another program may have created it', () => {
    run({ platforms: both() });
    expect(run({ platforms: [both()[0]!] }).output).not.toContain('dist/staging');
  });

  it('does not warn of it in a preview, whose folder may contain other programs', () => {
    fs.mkdirSync(path.join(root, 'build/preview/chat'), { recursive: true });
    fs.writeFileSync(path.join(root, 'build/preview/chat/.synthesized'), 'app/x.yaml\n');
    fs.mkdirSync(path.join(root, 'dist/staging'), { recursive: true });
    fs.writeFileSync(path.join(root, 'dist/staging/.synthesized'), 'app/x.yaml\n');
    const { output } = run({ platforms: [both()[0]!], hasAllEnvironments: true, args: ['--preview'] });
    expect(output).not.toContain('No environment uses');
  });

  it('names its cluster if another repository contains it, as after a copy of the sample', () => {
    run({ platforms: both() });
    const gitOps = { ...fullPlatform.gitOps, repository: 'https://example.com/mine' };
    const { output } = run({
      platforms: [new Platform({ ...fullPlatform, gitOps })],
      hasAllEnvironments: true,
    });
    expect(output).toContain(
      'It is of the cluster staging-aks in staging-rg, which syncs https://github.com/test-org/gitops. If that is not yours, delete dist/staging and outputs/staging.json.',
    );
  });

  it('--check fails while it exists', () => {
    run({ platforms: both() });
    const setup = { platforms: [both()[0]!], hasAllEnvironments: true };
    expect(run({ ...setup, args: ['--check'] })).toMatchObject({
      code: 1,
      errors: expect.stringContaining('unused    dist/staging/'),
    });
    expect(run({ ...setup, args: ['--check', '--environment', 'test'] }).code).toBe(0);
  });

  it('reports a missing application of each environment', () => {
    run({ platforms: both() });
    const { code, errors } = run({
      platforms: both().map(({ definition }) => new Platform({ ...definition, inferenceServers: [] })),
    });
    expect(code).toBe(1);
    for (const { definition } of both())
      expect(errors).toMatch(new RegExp(`${definition.environment}[\\s\\S]*removedApplications`));
  });
});

describe('npm run deploy', () => {
  const second: PlatformDefinition = {
    ...fullPlatform,
    environment: 'staging',
    azure: { ...fullPlatform.azure, resourceGroup: 'staging-rg', uniqueSuffix: 's1' },
    gitOps: { ...fullPlatform.gitOps, argoCd: { install: 'helm' } },
  };
  const deploy = (...args: readonly string[]) =>
    run({ platforms: [new Platform(fullPlatform), new Platform(second)], args: ['deploy', ...args] });

  it('runs cdktf with the stacks and the outputs file of the environment, and returns its exit code', () => {
    expect(deploy('staging', '--auto-approve')).toEqual({
      code: 3,
      output: 'cdktf deploy staging staging-argocd --outputs-file outputs/staging.json --auto-approve',
      errors: '',
    });
  });

  it.each([[[]], [['--auto-approve']]])('lists the environments without one: %p', (args) => {
    const { code, output, errors } = deploy(...args);
    expect([code, output]).toEqual([2, '']);
    expect(errors).toContain(
      '\n  test: npx cdktf deploy test --outputs-file outputs/test.json\n  staging: npx',
    );
  });

  it('suggests a name for an unknown one', () => {
    expect(deploy('stagin')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no environment has this name. Did you mean "staging"?'),
    });
  });
});

describe('--check', () => {
  const check = (definition = fullPlatform) => run({ definition, args: ['--check'] });
  const inDist = (file: string) => path.join(root, 'dist/test', file);

  it('passes after a synth', () => {
    run();
    const before = disk();
    expect(check()).toEqual({ code: 0, output: 'dist/ matches the code (test).\n', errors: '' });
    expect(disk()).toEqual(before);
  });

  it.each([
    [
      'a missing file',
      () => fs.rmSync(inDist('app/deployment.app.yaml')),
      'missing   dist/test/app/deployment.app.yaml',
    ],
    [
      'a file with other bytes',
      () => fs.appendFileSync(inDist('app/deployment.app.yaml'), '#'),
      'differs   dist/test/app/deployment.app.yaml',
    ],
    ['a foreign file', () => fs.writeFileSync(inDist('app/x.yaml'), 'x'), 'foreign   dist/test/app/x.yaml'],
    [
      'a record with other bytes',
      () => fs.appendFileSync(inDist('.synthesized'), 'app/x.yaml\n'),
      'differs   dist/test/.synthesized',
    ],
  ])('reports %s and changes no file', (_, damage, output) => {
    run();
    damage();
    const before = disk();
    const { code, errors } = check();
    expect([code, disk()]).toEqual([1, before]);
    expect(errors).toContain(`  ${output}\n`);
  });

  it('reports files that differ only in line ends, with the fix', () => {
    run();
    const file = inDist('app/deployment.app.yaml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    const { code, errors } = check();
    expect(code).toBe(1);
    expect(errors).toContain('1 of them differ only in line ends');
    expect(errors).toContain('`dist/** text eol=lf` to .gitattributes');
    fs.appendFileSync(file, '#');
    expect(check().errors).not.toContain('line ends');
  });

  it('reports an obsolete file', () => {
    run();
    const { code, errors } = check({
      ...withoutVllm,
      gitOps: { ...fullPlatform.gitOps, removedApplications: ['vllm'] },
    });
    expect([code, errors]).toEqual([
      1,
      expect.stringContaining('obsolete  dist/test/vllm/deployment.vllm.yaml'),
    ]);
  });

  it('reports every file before the first synth, up to a maximum', () => {
    const { code, errors } = check();
    expect([code, folders()]).toEqual([1, []]);
    expect(errors.split('\n').length).toBeLessThan(50);
  });
});
