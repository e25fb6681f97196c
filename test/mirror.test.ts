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

const defaults = 'workload-defaults';

/** Helpers of constructs without a test file of their name, and the test in the same folder of test/ that asserts their result. */
const coveredBy: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'constructs/azure': {
    'cluster/aks-cluster-config': 'cluster/aks-cluster',
    'cluster/argo-cd-settings': 'cluster/argo-cd-extension',
    'cluster/platform-cluster': 'stack/platform-stack',
    'monitoring/prometheus-recording-rules': 'monitoring/managed-prometheus',
    'network/application-gateway-config': 'network/application-gateway',
    'services/platform-services': 'stack/platform-stack',
  },
  'constructs/kubernetes': {
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
    'identity/identity-annotation': 'charts/application-charts',
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
  },
};

describe('test/ mirrors the sources', () => {
  it.each(Object.entries(coveredBy))(
    'each file of %s has a test file of its name or a test that covers it',
    (folder, covered) => {
      // Props are types, and the index only exports.
      const files = sources(folder, /^export (?!interface |type )/m).filter(
        (file) => !/(?:-props|\/index)\.ts$/.test(file),
      );
      expect(files.length).toBeGreaterThan(30);
      const withoutTest = files
        .filter((file) => !existsSync(path.join(root, mirror(file))))
        .map((file) => file.slice(`${folder}/`.length, -'.ts'.length));
      expect(withoutTest).toEqual(Object.keys(covered).sort());
    },
  );

  it.each(Object.entries(coveredBy))('each test that covers a file of %s exists', (folder, covered) => {
    const tests = [...new Set(Object.values(covered))];
    expect(tests.filter((test) => !existsSync(path.join(root, mirror(`${folder}/${test}.ts`))))).toEqual([]);
  });

  it('each exported construct of constructs/gitops has a test file of its name', () => {
    const constructs = sources(
      'constructs/gitops',
      /^export class \w+ extends (?:Construct|Chart|\w*Stack)\b/m,
    );
    expect(constructs.length).toBeGreaterThan(4);
    expect(constructs.filter((file) => !existsSync(path.join(root, mirror(file))))).toEqual([]);
  });

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
