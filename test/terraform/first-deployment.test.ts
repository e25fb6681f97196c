import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { azurermVersionConstraint } from '../../constructs/azure/stack/azurerm-compatibility';
import { defaultAzurermVersion } from '../../lib/facts/azurerm-versions';
import { type ApiServer, startApiServer } from '../cluster/api-server';
import { installDefinitions, readDefinitions } from '../cluster/custom-resource-definitions';
import { KubernetesApi } from '../cluster/kubernetes-api';
import { findCluster } from '../cluster/requirements';
import { ArmEmulator } from './azure/arm-emulator';
import { makeCertificate } from './azure/certificate';
import { type CommandResult, ProjectCopy } from './first-deployment/project-copy';
import { firstDeploymentSteps, removalCommands } from './first-deployment/readme-steps';
import { whyUnavailable } from './terraform-cli';

/** Fresh names, as step 1 asks for. */
const fresh = {
  main: [
    ['5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394', '7a1b3c5d-2e4f-4a6b-8c7d-9e0f1a2b3c4d'],
    ['e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e', '11111111-1111-4111-8111-111111111111'],
    ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417', '6c5d4e3f-2a1b-4c9d-8e7f-0a1b2c3d4e5f'],
    ["uniqueSuffix: 'k4x9'", "uniqueSuffix: 'f1r5t'"],
    ['https://github.com/my-org/gitops', 'https://github.com/first-org/first-gitops'],
    ["'my-rg'", "'first-rg'"],
    ["'my-aks'", "'first-aks'"],
  ],
  environments: [
    ['platform-on-call@example.com', 'first-on-call@example.com'],
    // Until the vault has its certificate.
    ['  production: {\n', '  production: {\n    ingress: null,\n'],
  ],
} as const;

const reason = whyUnavailable('azurerm', azurermVersionConstraint(defaultAzurermVersion));
const cluster = findCluster();
if (reason !== undefined)
  process.stderr.write(`\nSKIPPED: the first deployment, command by command. ${reason}\n\n`);
else if (cluster === undefined)
  process.stderr.write(
    '\nSKIPPED: steps 7 and 8 of the first deployment. Set KUBEBUILDER_ASSETS and CRDS_FOLDER, as for test:cluster.\n\n',
  );

/** Commands of the section that this machine cannot run, with the reason. */
const skipped: readonly (readonly [RegExp, string])[] = [
  [/^az (?:login|acr|role|keyvault|vm)\b/, 'needs Azure'],
  [/^docker /, 'needs a registry'],
  [/^az aks get-credentials\b/, 'needs Azure and kubelogin; the kubeconfig of the API server is there'],
];
/**
 * No terminal approves a plan here. Where the providers come from a mirror, cdktf must not ask the
 * registry for their checksums.
 */
const withoutTerminal = [
  '--auto-approve',
  ...(process.env['TF_CLI_CONFIG_FILE'] ? ['--skip-provider-lock'] : []),
];
/** The command for a cluster with Argo CD by Helm, which step 7 only mentions. */
const helmCommand = 'npm run deploy -- production';

(reason === undefined ? describe : describe.skip)('the first deployment of the README', () => {
  const steps = new Map(firstDeploymentSteps().map(({ number, commands }) => [number, commands]));
  let project: ProjectCopy;
  let emulator: ArmEmulator;
  let server: ApiServer | undefined;
  let folder: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'first-deployment-'));
    emulator = await ArmEmulator.start(makeCertificate(folder));
    project = new ProjectCopy();
    const ofEmulator = emulator.environment();
    environment = {
      ...ofEmulator,
      // Terraform downloads providers past the emulator, where no mirror has them.
      NO_PROXY: `${ofEmulator['NO_PROXY']},registry.terraform.io,releases.hashicorp.com`,
      CHECKPOINT_DISABLE: '1',
      CI: 'true',
      AKS_CLUSTERS: '',
      PATH: `${path.join(__dirname, 'first-deployment')}:${process.env['PATH']}`,
    };
    if (cluster === undefined) return;
    server = await startApiServer(cluster.source);
    const api = new KubernetesApi(server.url);
    await installDefinitions(api, readDefinitions(cluster.crdsFolder));
    // The AKS extension creates it.
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } });
    const kubeconfig = path.join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, kubeconfigOf(server.url));
    const programs = path.join(folder, 'programs');
    mkdirSync(programs);
    writeFileSync(path.join(programs, 'kubectl'), `#!/bin/sh\nexec ${cluster.source.kubectl} "$@"\n`, {
      mode: 0o755,
    });
    environment = { ...environment, KUBECONFIG: kubeconfig, PATH: `${programs}:${environment['PATH']}` };
  });
  afterAll(async () => {
    await server?.stop();
    await emulator?.stop();
    project?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The command that failed: what follows it says nothing. */
  let failed: string | undefined;

  /** Runs the commands of a step in order; a `cd` holds for the rest of its step. */
  async function run(commands: readonly string[]): Promise<readonly CommandResult[]> {
    if (failed !== undefined) throw new Error(`An earlier step failed: ${failed}`);
    const results: CommandResult[] = [];
    let at = '.';
    for (const command of commands) {
      if (command.startsWith('cd ')) {
        at = command.slice('cd '.length);
        continue;
      }
      const approved = /(?:cdktf|npm run) (?:deploy|destroy)\b/.test(command)
        ? [command, ...withoutTerminal].join(' ')
        : command;
      const result = await project.run(`cd ${at} && ${approved}`, environment);
      if (result.code !== 0) {
        failed = approved;
        throw new Error(`${approved} ends with ${result.code}:\n${endOf(result.text)}`);
      }
      results.push(result);
    }
    return results;
  }

  /** The end of what failed, with the requests that the emulator refused. */
  function endOf(text: string): string {
    const refused = emulator.requests.filter((line) => / [45]\d\d /.test(line)).slice(-20);
    return [...refused, text.slice(-6000)].join('\n');
  }

  function commandsOf(step: number): readonly string[] {
    return steps
      .get(step)!
      .filter((command) => !skipped.some(([pattern]) => pattern.test(command)))
      .map((command) => command.replaceAll(/\bmy-(rg|aks)\b/g, 'first-$1'));
  }

  it('is eight steps, and each command either runs here or cannot', () => {
    expect([...steps.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(commandsOf(4)).toEqual([]);
    expect(steps.get(4)).not.toEqual([]);
    expect(steps.get(6)).toEqual([]);
  });

  it('1: has a definition with its own names, and neither dist/ nor outputs/', async () => {
    project.edit('main.ts', fresh.main);
    project.edit('environments.ts', fresh.environments);
    await run(commandsOf(1));
    expect([project.has('dist'), project.has('outputs')]).toEqual([false, false]);
  });

  it('2: synthesizes the Terraform', async () => {
    const [synth, ...more] = await run(commandsOf(2));
    expect(more).toEqual([]);
    expect(synth!.text).not.toMatch(/Error|Nothing was written/);
    expect(project.has('cdktf.out/stacks/production/cdk.tf.json')).toBe(true);
  });

  it('3: deploys Azure, and writes the outputs where no folder is', async () => {
    const [deploy, same, ...more] = commandsOf(3);
    expect([same, more]).toEqual(['npx cdktf deploy production --outputs-file outputs/production.json', []]);
    await run(['rm -r outputs']);
    const [result] = await run([deploy!]);
    expect(result!.text).toMatch(/Apply complete! Resources: \d{2,} added, 0 changed, 0 destroyed/);
    const outputs = JSON.parse(project.read('outputs/production.json'));
    expect(outputs.production).toMatchObject({
      subscription_id: fresh.main[0][1],
      resource_group: 'first-rg',
      cluster_name: 'first-aks',
    });
  });

  it('4: deploys the ingress, once the vault has its certificate', async () => {
    project.edit('environments.ts', [['    ingress: null,\n    cluster', '    cluster']]);
    const [result] = await run([commandsOf(3)[1]!]);
    expect(result!.text).toMatch(/Apply complete! Resources: \d+ added, \d+ changed, 0 destroyed/);
  });

  it('5: synthesizes the manifests with these outputs', async () => {
    const [synth] = await run(commandsOf(5));
    expect(synth!.text).not.toMatch(/Nothing was written/);
    const outputs = JSON.parse(project.read('outputs/production.json'));
    const account = project.read('dist/production/cluster/serviceaccount.my-app-sa.yaml');
    expect(account).toContain(outputs.production['client_id_my-app-identity']);
    expect(project.read('dist/production/argocd/application.production-root.yaml')).toContain(
      fresh.main[4][1],
    );
  });

  (cluster === undefined ? it.skip : it)('7: applies the root application, in both ways', async () => {
    environment['AKS_CLUSTERS'] = 'first-rg/first-aks';
    const [first, ...more] = await run([
      ...commandsOf(7).filter((command) => command !== helmCommand && !command.startsWith('kubectl')),
    ]);
    expect([first!.text, more]).toEqual([expect.stringMatching(/production-root created[\s\S]*created/), []]);
    const [second] = await run(commandsOf(7).filter((command) => command.startsWith('kubectl')));
    expect(second!.text).toMatch(/production-root unchanged[\s\S]*unchanged/);
  });

  (cluster === undefined ? it.skip : it)('8: shows the applications', async () => {
    const [list] = await run(commandsOf(8));
    expect(list!.text).toContain('production-root');
  });

  it('removes the platform again', async () => {
    project.edit('main.ts', [["uniqueSuffix: '", "preventDestroy: false,\n    uniqueSuffix: '"]]);
    await run([commandsOf(3)[0]!, ...removalCommands()]);
    expect(emulator.store.in(`/subscriptions/${fresh.main[0][1]}/resourceGroups/first-rg`)).toEqual([]);
    expect(readFileSync(path.join(project.root, 'terraform.production.tfstate'), 'utf8')).toContain(
      '"resources": []',
    );
  });
});

function kubeconfigOf(url: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'scratch', cluster: { server: url } }],
    users: [{ name: 'scratch', user: {} }],
    contexts: [{ name: 'scratch', context: { cluster: 'scratch', user: 'scratch' } }],
    'current-context': 'scratch',
  });
}
