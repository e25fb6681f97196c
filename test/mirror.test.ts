import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..');

/** Source files below a folder whose text matches. */
function sources(folder: string, declares: RegExp): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.ts') && declares.test(readFileSync(path.join(root, file), 'utf8')))
    .sort();
}

/** The test file of a source file. */
const mirror = (file: string) => `test/${file.replace(/\.ts$/, '.test.ts')}`;

const kubernetes = 'constructs/kubernetes';
const defaults = 'workload-defaults';

/** Helpers of constructs without a test file of their name, and the test in test/constructs/kubernetes that asserts their result. */
const coveredBy: Readonly<Record<string, string>> = {
  'applications/app-pod': defaults,
  'applications/run-to-completion': defaults,
  'charts/chart-context': 'charts/application-charts',
  'charts/cluster-objects': 'charts/application-charts',
  'charts/gateway-objects': 'charts/application-charts',
  'charts/ingress-objects': 'charts/application-charts',
  'charts/langfuse-objects': 'charts/application-charts',
  'charts/model-server-objects': 'charts/application-charts',
  'charts/notification-objects': 'cluster/argo-cd-notifications',
  'charts/sync-waves': 'charts/application-charts',
  'charts/workload-objects': 'charts/application-charts',
  'gateway/envoy-pod': defaults,
  'gateway/litellm-pod': defaults,
  'identity/volume-holder': defaults,
  'inference/multi-node-vllm-pod': defaults,
  'inference/triton-arguments': 'inference/triton-server',
  'inference/triton-pod': defaults,
  'inference/vllm-environment': defaults,
  'inference/vllm-pod': defaults,
  'inference/vllm-storage': 'inference/vllm-server',
  'pods/object-metadata': 'applications/http-service',
  'pods/security-contexts': defaults,
  'pods/topology-spread': defaults,
  'scaling/trigger-authentication-name': 'scaling/trigger-authentication',
  'scaling/trigger-authentication-ref': 'scaling/scaled-object',
  'terraform-token-resolver': '../../synth/run',
};

describe('test/ mirrors the sources', () => {
  it('each file of constructs/kubernetes has a test file of its name or a test that covers it', () => {
    // Props are types, and the index only exports.
    const files = sources(kubernetes, /^export /m).filter((file) => !/(?:-props|\/index)\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(60);
    const withoutTest = files
      .filter((file) => !existsSync(path.join(root, mirror(file))))
      .map((file) => file.slice(`${kubernetes}/`.length, -'.ts'.length));
    expect(withoutTest).toEqual(Object.keys(coveredBy).sort());
  });

  it('each test that covers a file of constructs/kubernetes exists', () => {
    const tests = [...new Set(Object.values(coveredBy))];
    expect(tests.filter((test) => !existsSync(path.join(root, mirror(`${kubernetes}/${test}.ts`))))).toEqual(
      [],
    );
  });

  it.each(['constructs/azure', 'constructs/gitops'])(
    'each exported construct of %s has a test file of its name',
    (folder) => {
      const constructs = sources(folder, /^export class \w+ extends (?:Construct|Chart|\w*Stack)\b/m);
      expect(constructs.length).toBeGreaterThan(4);
      expect(constructs.filter((file) => !existsSync(path.join(root, mirror(file))))).toEqual([]);
    },
  );

  it('has no test folder of lib or constructs without a source folder', () => {
    const folders = ['test/lib', 'test/constructs'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) =>
          path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
        ),
    );
    const known = /\/(?:__snapshots__|damages|cases)$/;
    const orphans = folders.filter(
      (folder) => !known.test(folder) && !existsSync(path.join(root, folder.slice('test/'.length))),
    );
    expect(orphans).toEqual([]);
  });
});
