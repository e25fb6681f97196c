import { runbookAnchor, runbookTopics } from '../../../../lib/facts/runbook-topics';
import { environmentDocuments } from '../../../../lib/operations/documents/environment-documents';
import { dashboardPath } from '../../../../lib/operations/grafana/dashboards';
import { runbookDocuments } from '../../../../lib/operations/runbook/runbook-document';
import { topicsOfEnvironment } from '../../../../lib/operations/runbook/topics-of-environment';
import type { Deployment } from '../../../links/deployment';
import { commandProblems } from './command-problems';
import { gitHubAnchor, readMarkdown, sectionOf } from './runbook-markdown-text';
import { definitions, runbookOf } from './runbooks';
import { readScript } from './shell-commands';

/** Patterns of secrets: a token of Entra ID, a key of LiteLLM or Langfuse, an access key, a connection string. */
const secretForms =
  /eyJ[\w-]{20,}|\b(?:sk|pk)-[\w-]{8,}|\bhf_\w{10,}|xox[a-z]-|AccountKey=|SharedAccessKey|[A-Za-z0-9+/]{60,}={0,2}/;

/** Programs that a block runs, except `kubectl config`, which changes a local file. */
function programsOf(block: string): readonly string[] {
  const { commands } = readScript(block);
  return commands.filter(({ words }) => words[1] !== 'config').map(({ words }) => words[0]!);
}

const isOnOwnMachine = (program: string) =>
  ['az', 'git', 'argocd', 'openssl', 'curl', 'npm', 'npx', 'terraform'].includes(program);

/** Entries that alerts link to. */
function alertAnchors({ resources }: Deployment): readonly string[] {
  const addresses = JSON.stringify(resources).match(/RUNBOOK\.md#[\w-]+/g) ?? [];
  return [...new Set(addresses)].map((address) => address.replace('RUNBOOK.md', ''));
}

describe.each(Object.entries(definitions))('the runbook of %s', (_, definition) => {
  const { text, deployment, source } = runbookOf(definition);
  const { headings, links, html, fences } = readMarkdown(text);
  const anchors = headings.map(({ title }) => gitHubAnchor(title));

  it('has only existing commands and names', () => {
    expect(commandProblems(text, deployment)).toEqual([]);
  });

  it('deploys all stacks of its environment, and no others, with their outputs file', () => {
    const { environment } = definition;
    const isHelm = source.inventory.gitOps.argoCd.install === 'helm';
    const stacks = isHelm ? `${environment} ${environment}-argocd` : environment;
    const commands = text.match(/npx cdktf deploy[^`\n]*/g) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    expect(new Set(commands)).toEqual(
      new Set([`npx cdktf deploy ${stacks} --outputs-file outputs/${environment}.json`]),
    );
    expect(text).not.toContain('npm run deploy');
  });

  it('has blocks for the cluster and blocks for the own machine, and none for both', () => {
    const signIn = readMarkdown(sectionOf(text, 'Sign in')).fences.map(({ code }) => code);
    const mixed = fences.filter(({ code }) => {
      const programs = programsOf(code);
      return programs.some((program) => program === 'kubectl') && programs.some(isOnOwnMachine);
    });
    expect(mixed.filter(({ code }) => !signIn.includes(code))).toEqual([]);
  });

  it('stops at an empty name before it deletes, drains or changes anything', () => {
    const lines = fences.flatMap(({ code }) => code.split('\n'));
    const dangerous = lines.filter((line) => /kubectl (?:delete|cordon|drain)|delete-machines/.test(line));
    expect(dangerous.filter((line) => /\$(?:[A-Z]|\{[A-Z]+\})/.test(line))).toEqual([]);
  });

  it('prints whatever it writes to a file, which is lost with the pod of the command', () => {
    const written = fences
      .flatMap(({ code }) => code.split('\n'))
      .filter((line) => / > [\w./-]+$/.test(line));
    expect(written).toEqual([]);
  });

  it('has no placeholder to fill in', () => {
    expect(text.match(/<[A-Za-z][\w .-]*>/g) ?? []).toEqual([]);
    expect(html).toEqual([]);
  });

  it('has each heading once, and none below the third level', () => {
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
    expect(Math.max(...headings.map(({ level }) => level))).toBe(3);
  });

  it('links only to existing headings and documents', () => {
    const documents = environmentDocuments(source).map(({ path }) => path);
    expect(links.filter((link) => !anchors.includes(link) && !documents.includes(link))).toEqual([]);
  });

  it('links from its symptoms to each dashboard', () => {
    const dashboards = source.dashboards.list.map(({ name }) => dashboardPath(source.dashboards, name));
    const symptoms = readMarkdown(text.slice(text.indexOf('\n## Symptoms'))).links;
    expect(dashboards.filter((path) => !symptoms.includes(path))).toEqual([]);
  });

  it('lists every heading in its contents', () => {
    const [, ...below] = headings;
    const contents = readMarkdown(text.slice(0, text.indexOf('\n## '))).links;
    expect(
      below.map(({ title }) => gitHubAnchor(title)).filter((anchor) => !contents.includes(anchor)),
    ).toEqual([]);
  });

  it('has an entry for each topic that applies, under the anchor of alerts, and no other', () => {
    const topics = topicsOfEnvironment(source);
    const ofTopics = topics.map(runbookAnchor);
    const others = (Object.keys(runbookTopics) as (keyof typeof runbookTopics)[])
      .filter((topic) => !topics.includes(topic))
      .map(runbookAnchor);
    expect(ofTopics.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
    expect(others.filter((anchor) => anchors.includes(anchor))).toEqual([]);
  });

  it('has the entry that each alert links to', () => {
    expect(alertAnchors(deployment).filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  it('shows no secret and no undefined value', () => {
    expect(secretForms.exec(text)?.[0]).toBeUndefined();
    expect(text.match(/\b(?:undefined|NaN|null ms|\[object)\b.*/g) ?? []).toEqual([]);
  });

  it('has no block or page of excessive length', () => {
    expect(Math.max(...fences.map(({ code }) => code.split('\n').length))).toBeLessThan(35);
    expect(text.split('\n').length).toBeLessThan(1500);
  });
});

it('is the target of the alerts of the sample', () => {
  expect(alertAnchors(runbookOf(definitions['production']!).deployment).length).toBeGreaterThan(10);
});

it('is the same on every run', () => {
  const { source } = runbookOf(definitions['production']!);
  expect(runbookDocuments(source)).toEqual(runbookDocuments(source));
});

/** A name that no longer exists, as after a renaming. */
describe('a name that does not exist', () => {
  const { text, deployment } = runbookOf(definitions['production']!);
  const { text: ofQueues, deployment: withQueues } = runbookOf(definitions['aiPlatform']!);

  it.each([
    ['resource group', '--resource-group my-rg'],
    ['cluster', '--name my-aks'],
    ['cluster of a pool', '--cluster-name my-aks'],
    ['pool in Azure', '--name gpubig'],
    ['pool at its nodes', 'agentpool=gpupool'],
    ['pool in a set', '(gpuspot,'],
    ['namespace', '--namespace lws-system'],
    ['namespace of Argo CD', '--namespace argocd'],
    ['deployment', 'deployment/litellm'],
    ['leaderworkerset', 'leaderworkerset/deepseek'],
    ['workload in a variable', 'WORKLOAD=deployment/vllm'],
    ['namespace in a variable', 'NAMESPACE=production'],
    ['container', '--container vllm'],
    ['label of pods', 'app.kubernetes.io/name=litellm'],
    ['label of a group', 'leaderworkerset.sigs.k8s.io/name=deepseek'],
    ['scaler', 'scaledobject vllm-scaler'],
    ['scaler in a variable', 'SCALER=vllm-scaler'],
    ['autoscaler', 'keda-hpa-vllm-scaler'],
    ['trigger authentication', 'triggerauthentication my-aks-keda'],
    ['service account in a variable', 'ACCOUNT=vllm'],
    ['identity in a variable', 'IDENTITY=my-aks-vllm'],
    ['identity of KEDA', '--name my-aks-keda'],
    ['vault', '--vault-name my-kv-k4x9'],
    ['secret of the vault', '--name agent-database-uri'],
    ['secret', 'secret agent-secrets'],
    ['certificate', 'CERTIFICATE=ai-example-com'],
    ['gateway', '--gateway-name my-aks-gateway'],
    ['address of the gateway', '--name my-aks-gateway-address'],
    ['Service behind a host', 'SERVICE=ai-app'],
    ['queue', '--name embedding-queue'],
    ['queue of a script', 'SOURCE=embedding-queue'],
    ['Service Bus', '--namespace-name my-servicebus-namespace-k4x9'],
    ['Service Bus of a script', 'ServiceBusClient("my-servicebus-namespace-k4x9'],
    ['registry', '--name myregistryk4x9'],
    ['image', '--repository ai-app'],
    ['application', 'application vllm'],
    ['application in a variable', 'APPLICATION=vllm'],
    ['folder', '-- dist/production/vllm'],
    ['subscription', '--subscription 5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394'],
    ['tenant', '--tenant e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e'],
    ['region', '--location koreacentral'],
  ])('is found: %s', (_, words) => {
    expect(text).toContain(words);
    const renamed = text.replaceAll(words, words.replace(/(\w)(,?)$/, '$1x$2'));
    expect(commandProblems(renamed, deployment).join('\n')).toContain(`${/[\w.-]+(?=,?$)/.exec(words)![0]}x`);
  });

  it.each([
    ['topic', '--topic-name uploads'],
    ['subscription of a topic', '--name thumbnails'],
    ['scaled job', 'scaledjob transcriber'],
    ['label of its pods', 'scaledjob.keda.sh/name=transcriber'],
  ])('is found: %s', (_, words) => {
    expect(ofQueues).toContain(words);
    const problems = commandProblems(ofQueues.replaceAll(words, `${words}x`), withQueues);
    expect(problems.join('\n')).toContain(`${/[\w-]+$/.exec(words)![0]}x`);
  });
});

describe('a command that does not exist', () => {
  const { text, deployment } = runbookOf(definitions['production']!);

  it.each([
    ['option', 'kubectl get nodes', 'kubectl get nodes --everything'],
    ['subcommand', 'kubectl top nodes', 'kubectl top node-pools'],
    ['az option', 'az aks show --resource-group', 'az aks show --group'],
    ['az subcommand', 'az identity show', 'az identity display'],
    ['variable', 'kubectl cordon "${NODE:?}"', 'kubectl cordon "${MACHINE:?}"'],
    ['syntax', 'kubectl cordon "${NODE:?}"', 'kubectl cordon "${NODE:?}'],
    [
      'option of what is printed',
      'echo az aks nodepool delete-machines',
      'echo az aks nodepool drop-machines',
    ],
    [
      'namespace left out',
      'kubectl describe "$POD" --namespace production',
      'kubectl describe deployment/vllm',
    ],
    ['kind', 'kubectl get applications', 'kubectl get applets'],
  ])('is found: %s', (_, words, wrong) => {
    expect(text).toContain(words);
    const check = () => commandProblems(text.replaceAll(words, wrong), deployment);
    let problems: readonly string[] = [];
    try {
      problems = check();
    } catch (error) {
      problems = [String(error)];
    }
    expect(problems.length).toBeGreaterThan(0);
  });
});
