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
}

function run({
  definition = fullPlatform,
  options = {},
  args = [],
  environment = {},
  platforms,
  hasAllEnvironments = (platforms?.length ?? 1) > 1,
}: Setup = {}) {
  const said: string[] = [];
  const saidAsError: string[] = [];
  let clock = 0;
  const code = runSynth(() => platforms ?? [new Platform(definition, options)], {
    args,
    environment,
    root,
    hasAllEnvironments,
    write: (text) => said.push(text),
    writeError: (text) => saidAsError.push(text),
    now: () => (clock += 500),
    loadedFiles: () => [
      path.join(root, 'main.ts'),
      path.join(root, 'node_modules/cdk8s/index.js'),
      __filename,
    ],
  });
  return { code, said: said.join(''), saidAsError: saidAsError.join('') };
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

const folders = () =>
  fs
    .readdirSync(root)
    .filter((name) => !['main.ts', 'outputs'].includes(name))
    .sort();

describe('a run of synth', () => {
  it('writes both halves, and sums up', () => {
    const { code, said } = run();
    expect([code, folders()]).toEqual([0, ['cdktf.out', 'dist']]);
    expect(said).toMatchSnapshot();
  });

  it('touches nothing the second time', () => {
    run();
    const before = disk();
    run();
    expect(disk()).toEqual(before);
  });

  it('records the same definition in both halves, and the sources only beside the Terraform', () => {
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
    expect(run({ definition, args: ['--check'] }).saidAsError).toContain(
      'differs   dist/test/.synthesized\n',
    );
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
  ])('under a command line, with %p, it writes its half and says nothing', (environment, written) => {
    const { code, said } = run({ environment: environment as unknown as Record<string, string> });
    expect([code, said, folders()]).toEqual([0, '', written]);
  });

  it('tells what constructs warn of, in the summary and under a command line', () => {
    const options: PlatformOptions = {
      extendAzure: (stack) => Annotations.of(stack).addWarning('close to a limit'),
    };
    expect(run({ options }).said).toContain('Warnings\n  test: close to a limit');
    expect(run({ options, environment: { CDKTF_OUTDIR: 'cdktf.out' } }).saidAsError).toBe(
      'Warning: test: close to a limit\n',
    );
  });

  it('leaves a link to dist/ where the cdk8s command line looks', () => {
    run({ environment: { CDK8S_OUTDIR: 'cdk8s.out' } });
    expect(fs.readlinkSync(path.join(root, 'cdk8s.out'))).toBe('dist');
  });

  it('needs no outputs file for Azure', () => {
    fs.rmSync(path.join(root, 'outputs/test.json'));
    expect(run({ args: ['--azure-only'] }).code).toBe(0);
  });

  it('never puts a made-up id into dist/', () => {
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

  it('removes the folder of an application that is to go', () => {
    run();
    run({
      definition: { ...withoutVllm, gitOps: { ...fullPlatform.gitOps, removedApplications: ['vllm'] } },
    });
    expect(fs.existsSync(path.join(root, 'dist/test/vllm'))).toBe(false);
  });

  it('asks once for an application that has the environment in its name', () => {
    const { httpApps } = fullPlatform;
    const { image, nodePool } = httpApps![0]!;
    const named = { name: 'test-api', image, nodePool };
    const withNamed: PlatformDefinition = { ...fullPlatform, httpApps: [...httpApps!, named] };
    expect(run({ definition: withNamed }).saidAsError).toBe('');
    expect(run().saidAsError).toMatch(/^1 problem in[\s\S]*"test-api" is in dist\/test/);
    const removed = { ...fullPlatform.gitOps, removedApplications: ['test-api'] };
    expect(run({ definition: { ...fullPlatform, gitOps: removed } })).toMatchObject({ code: 0 });
  });

  it('asks before an application vanishes, with everything that it owns, and touches nothing', () => {
    run();
    const before = disk();
    const { code, saidAsError } = run({ definition: withoutVllm });
    expect([code, disk()]).toEqual([1, before]);
    expect(saidAsError).toContain("say that it is to go: gitOps: { removedApplications: ['vllm'] }");
  });

  it('says that an application which is to go is still there', () => {
    const gitOps = { ...fullPlatform.gitOps, removedApplications: ['vllm'] };
    const { code, saidAsError } = run({ definition: { ...fullPlatform, gitOps } });
    expect([code, saidAsError]).toEqual([1, expect.stringContaining('"vllm" is still an application')]);
  });

  it('hands running applications over to an ApplicationSet only once nothing is deleted with them', () => {
    const withGitOps = (gitOps: Partial<PlatformDefinition['gitOps']>) =>
      run({ definition: { ...fullPlatform, gitOps: { ...fullPlatform.gitOps, ...gitOps } } });
    run();
    const { code, saidAsError } = withGitOps({ type: 'application-set' });
    expect([code, saidAsError]).toEqual([1, expect.stringContaining("First set onDelete: 'orphan'")]);
    expect(withGitOps({ onDelete: 'orphan' }).code).toBe(0);
    expect(withGitOps({ onDelete: 'orphan', type: 'application-set' }).code).toBe(0);
  });

  it('warns of a manifest that it did not make, which Argo CD would sync, and leaves it', () => {
    run();
    const file = path.join(root, 'dist/test/app/by-hand.yaml');
    fs.writeFileSync(file, 'x');
    expect(run().said).toContain('dist/test/app/by-hand.yaml: synth did not make it, and Argo CD syncs it.');
    expect(fs.existsSync(file)).toBe(true);
  });

  it.each(['by-hand.jsonnet', 'Kustomization'])(
    'warns of %s, for which Argo CD has a meaning of its own',
    (name) => {
      run();
      fs.writeFileSync(path.join(root, 'dist/test/app', name), 'x');
      expect(run().said).toContain(`dist/test/app/${name}: synth did not make it`);
    },
  );

  it('does not tell people to delete what it makes itself, where the record has lost it', () => {
    run();
    const record = path.join(root, 'dist/test/.synthesized');
    fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('app/deployment.app.yaml\n', ''));
    expect(run({ args: ['--check'] }).saidAsError).not.toContain('foreign   dist');
    expect(run().said).not.toContain('synth did not make it');
  });

  it('leaves the manifests of another environment alone', () => {
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
  const failures: Record<string, readonly [setup: Setup, said: string]> = {
    'a mistake in the definition': [
      { definition: { ...fullPlatform, environment: 'Test' } },
      'environment: "Test" is invalid',
    ],
    'a finding in what was synthesized': [
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
      'ConfigMap.x.data.host: it is a value of the Azure half that only Terraform knows',
    ],
    'what constructs of the Azure half say': [
      {
        options: {
          extendAzure: (stack) => {
            stack.node.addValidation({ validate: () => ['the first', 'the second'] });
          },
        },
      },
      '2 problems in the Terraform stacks:\n\n  test: the first',
    ],
    'an error that a construct attached to itself': [
      { options: { extendAzure: (stack) => Annotations.of(stack).addError('it does not fit') } },
      'test: it does not fit',
    ],
    'the same under the cdktf command line, which lets such errors pass': [
      {
        options: { extendAzure: (stack) => Annotations.of(stack).addError('it does not fit') },
        environment: { CDKTF_OUTDIR: 'cdktf.out' },
        continueOnErrors: true,
      },
      'test: it does not fit',
    ],
    'a path of the folder that Terraform is rendered in': [
      {
        options: {
          extendAzure: (stack) => stack.addOverride('locals.folder', (App.of(stack) as App).outdir),
        },
      },
      'stacks/test/cdk.tf.json: it names the folder that it was synthesized in',
    ],
    'what constructs of the Kubernetes half say': [
      {
        options: {
          extendKubernetes: (extension) => {
            extension.chart('app').node.addValidation({ validate: () => ['it does not fit'] });
          },
        },
      },
      'app: it does not fit',
    ],
    'an application that is not there': [
      { options: { extendKubernetes: (extension) => void extension.chart('ap') } },
      'ap: there is no such application',
    ],
  };

  it.each(Object.entries(failures))('says so, and touches no file: %s', (_, [setup, said]) => {
    run();
    const before = disk();
    if (setup.continueOnErrors) process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] = 'true';
    const { code, saidAsError } = run(setup);
    expect(code).toBe(1);
    expect(saidAsError).toContain(said);
    expect(saidAsError).toMatch(/Nothing was written\.\n$/);
    expect(saidAsError).not.toMatch(/^\s+at /m);
    expect(disk()).toEqual(before);
  });

  it('names every output that is missing, who needs it, and the command', () => {
    fs.rmSync(path.join(root, 'outputs/test.json'));
    const { code, saidAsError } = run();
    expect([code, folders()]).toEqual([1, []]);
    for (const part of [
      'client_id_app-identity',
      'client_id_app-identity (app)',
      'client_id_test-aks-keda',
      'the scaler of app',
      'npx cdktf deploy test --outputs-file outputs/test.json',
    ]) {
      expect(saidAsError).toContain(part);
    }
  });

  it.each([
    [['--azur-only'], '--azur-only'],
    [['--azure-only', '--kubernetes-only'], 'exclude each other'],
    [['--azure-only', '--preview'], 'exclude each other'],
    [['production'], 'production'],
  ])('refuses %p with code 2', (args, said) => {
    const { code, saidAsError } = run({ args });
    expect([code, folders()]).toEqual([2, []]);
    expect(saidAsError).toContain(said);
    expect(saidAsError).toContain('Usage: npm run synth');
  });

  it('says what is in the way of a folder, without a stack trace', () => {
    fs.writeFileSync(path.join(root, 'dist'), 'a file');
    const { code, saidAsError } = run();
    expect(code).toBe(1);
    expect(saidAsError).toMatch(/^dist\/test: the system does not let synth write/);
    expect(saidAsError).not.toMatch(/^\s+at /m);
  });

  it('lets an error that is no mistake of the user through', () => {
    const options: PlatformOptions = {
      extendKubernetes: () => {
        throw new TypeError('a bug in the extension');
      },
    };
    expect(() => run({ options })).toThrow(TypeError);
  });
});

describe('extensions', () => {
  it('give a new application its folder, its Application, and its kinds in the project', () => {
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

  it('writes a folder and a stack each, and sums up', () => {
    const { code, said } = run({ platforms: both() });
    expect([code, inDist(), fs.readdirSync(path.join(root, 'cdktf.out/stacks')).sort()]).toEqual([
      0,
      ['grafana', 'staging', 'test'],
      ['staging', 'test'],
    ]);
    expect(said).toMatchSnapshot();
  });

  it('--environment writes the manifests of one, without the outputs of the others, and all of the Terraform', () => {
    fs.rmSync(path.join(root, 'outputs/staging.json'));
    const { code, said } = run({ platforms: both(), args: ['--environment', 'test'] });
    expect([code, inDist(), fs.readdirSync(path.join(root, 'cdktf.out/stacks')).sort()]).toEqual([
      0,
      ['grafana', 'test'],
      ['staging', 'test'],
    ]);
    expect(said).toContain('Node pools');
  });

  it('refuses an environment that there is not, with a suggestion', () => {
    const { code, saidAsError } = run({ platforms: both(), args: ['--environment', 'stagin'] });
    expect([code, saidAsError]).toEqual([2, expect.stringContaining('Did you mean "staging"?')]);
  });

  it('writes nothing of either if one has a mistake', () => {
    fs.rmSync(path.join(root, 'outputs/staging.json'));
    const { code, saidAsError } = run({ platforms: both() });
    expect([code, folders()]).toEqual([1, []]);
    expect(saidAsError).toContain('outputs/staging.json');
  });

  it('warns of the folder of an environment that is no more, and leaves it', () => {
    run({ platforms: both() });
    const { said } = run({
      platforms: [both()[0]!, new Platform({ ...second, environment: 'development' })],
      args: ['--environment', 'test'],
    });
    expect(said).toContain('dist/staging is of no environment any more');
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
      saidAsError: expect.stringContaining('differs   dist/grafana/vllm.json'),
    });
  });

  it('warns of it when one environment alone is left', () => {
    run({ platforms: both() });
    const { said } = run({ platforms: [both()[0]!], hasAllEnvironments: true });
    expect(said).toContain('dist/staging is of no environment any more');
  });

  it('says nothing of it when other programs may have made it', () => {
    run({ platforms: both() });
    expect(run({ platforms: [both()[0]!] }).said).not.toContain('dist/staging');
  });

  it('--check does not pass while it is there', () => {
    run({ platforms: both() });
    const setup = { platforms: [both()[0]!], hasAllEnvironments: true };
    expect(run({ ...setup, args: ['--check'] })).toMatchObject({
      code: 1,
      saidAsError: expect.stringContaining('left      dist/staging/'),
    });
    expect(run({ ...setup, args: ['--check', '--environment', 'test'] }).code).toBe(0);
  });

  it('tells of an application that would vanish in each of them', () => {
    run({ platforms: both() });
    const { code, saidAsError } = run({
      platforms: both().map(({ definition }) => new Platform({ ...definition, inferenceServers: [] })),
    });
    expect(code).toBe(1);
    for (const { definition } of both())
      expect(saidAsError).toMatch(new RegExp(`${definition.environment}[\\s\\S]*removedApplications`));
  });
});

describe('--check', () => {
  const check = (definition = fullPlatform) => run({ definition, args: ['--check'] });
  const inDist = (file: string) => path.join(root, 'dist/test', file);

  it('is content with what synth wrote, and says so', () => {
    run();
    const before = disk();
    expect(check()).toEqual({ code: 0, said: 'dist/ is what the code gives (test).\n', saidAsError: '' });
    expect(disk()).toEqual(before);
  });

  it.each([
    [
      'a file that is not there',
      () => fs.rmSync(inDist('app/deployment.app.yaml')),
      'missing   dist/test/app/deployment.app.yaml',
    ],
    [
      'a file with other bytes',
      () => fs.appendFileSync(inDist('app/deployment.app.yaml'), '#'),
      'differs   dist/test/app/deployment.app.yaml',
    ],
    [
      'a file that nobody made',
      () => fs.writeFileSync(inDist('app/x.yaml'), 'x'),
      'foreign   dist/test/app/x.yaml',
    ],
    [
      'a record with other bytes',
      () => fs.appendFileSync(inDist('.synthesized'), 'app/x.yaml\n'),
      'differs   dist/test/.synthesized',
    ],
  ])('tells %s, and touches nothing', (_, damage, said) => {
    run();
    damage();
    const before = disk();
    const { code, saidAsError } = check();
    expect([code, disk()]).toEqual([1, before]);
    expect(saidAsError).toContain(`  ${said}\n`);
  });

  it('says where only the line ends are others, as Git for Windows has them, and what helps', () => {
    run();
    const file = inDist('app/deployment.app.yaml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    const { code, saidAsError } = check();
    expect(code).toBe(1);
    expect(saidAsError).toContain('In 1 of them only the line ends are others');
    expect(saidAsError).toContain('`dist/** text eol=lf` in .gitattributes');
    fs.appendFileSync(file, '#');
    expect(check().saidAsError).not.toContain('line ends');
  });

  it('tells a file that the code gives no more', () => {
    run();
    const { code, saidAsError } = check({
      ...withoutVllm,
      gitOps: { ...fullPlatform.gitOps, removedApplications: ['vllm'] },
    });
    expect([code, saidAsError]).toEqual([
      1,
      expect.stringContaining('too many  dist/test/vllm/deployment.vllm.yaml'),
    ]);
  });

  it('tells everything where nothing was written yet, and not more than a reader can take in', () => {
    const { code, saidAsError } = check();
    expect([code, folders()]).toEqual([1, []]);
    expect(saidAsError.split('\n').length).toBeLessThan(50);
  });
});
