import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import { Annotations, App } from 'cdktf';
import { Platform, type PlatformOptions } from '../../constructs/platform';
import { runSynth } from '../../constructs/synth/run';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
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
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
  delete process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'];
});

interface Setup {
  readonly definition?: PlatformDefinition;
  readonly options?: PlatformOptions;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** As the cdktf command line sets it. */
  readonly continueOnErrors?: boolean;
}

function run({ definition = fullPlatform, options = {}, args = [], environment = {} }: Setup = {}) {
  const said: string[] = [];
  const saidAsError: string[] = [];
  let clock = 0;
  const code = runSynth(new Platform(definition, options), {
    args,
    environment,
    root,
    write: (text) => said.push(text),
    writeError: (text) => saidAsError.push(text),
    now: () => (clock += 500),
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
    .filter((name) => name !== 'outputs')
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

  it('removes the folder of an application that is gone', () => {
    run();
    run({ definition: { ...fullPlatform, inferenceServers: [] } });
    expect(fs.existsSync(path.join(root, 'dist/test/vllm'))).toBe(false);
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
      'environment: "Test" is not a Kubernetes name',
    ],
    'a finding in what was synthesized': [
      {
        options: {
          extendKubernetes: (extension) => {
            new ApiObject(extension.chart('app'), 'secret', secretManifest);
          },
        },
      },
      'dist/test/app/secret.x.yaml:8: Secret test/x, stringData: is a Secret with its content',
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
      'needed by app',
      'client_id_test-aks-keda',
      'the scaler of app',
      'npm run deploy',
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
