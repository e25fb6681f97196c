import { spawnSync } from 'node:child_process';
import { readPayload } from '../../../../lib/operations/runbook/entries/federated-token-rejected';
import { readMarkdown, sectionOf } from './runbook-markdown-text';
import { definitions, runbookOf } from './runbooks';

const hasBash = spawnSync('bash', ['-c', ':']).error === undefined;
const runs = hasBash ? it : it.skip;

/** Runs lines in bash with functions in place of some programs. */
function run(lines: string, played: Readonly<Record<string, string>> = {}, input = '') {
  const functions = Object.entries(played).map(([name, body]) => `${name}() { ${body}; }`);
  const { stdout, stderr, status } = spawnSync('bash', ['-c', [...functions, lines].join('\n')], {
    encoding: 'utf8',
    input,
  });
  return { stdout, stderr, status };
}

const { text } = runbookOf(definitions['production']!);
const blocksOf = (title: string) => readMarkdown(sectionOf(text, title)).fences.map(({ code }) => code);

describe('the payload of a token', () => {
  // Payloads of every length modulo 3, with characters that base64url encodes differently.
  runs.each(['a', 'ab', 'abc', 'abcd', '>>>???~~~'])('is printed unchanged: %s', (subject) => {
    const payload = JSON.stringify({ sub: subject });
    const token = ['header', payload, 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    expect(run(readPayload, {}, token)).toEqual({ stdout: `${payload}\n`, stderr: '', status: 0 });
  });

  runs('is the output of the block', () => {
    const block = blocksOf('Federated token is rejected').find((each) => each.includes('create token'))!;
    const token = `x.${Buffer.from('{"sub":"a"}').toString('base64url')}.x`;
    expect(run(block, { kubectl: `case "$1" in create) echo ${token} ;; esac` }).stdout).toContain(
      '{"sub":"a"}\n',
    );
  });
});

describe('another row of the table in place of the first', () => {
  const echoed = (answers: string) => `case "$*" in ${answers} *) echo "did $*" ;; esac`;

  runs('reaches every command about a host', () => {
    const block = blocksOf('Host does not respond').find((each) => each.startsWith('SERVICE='))!;
    const [first, ...below] = block.split('\n');
    expect(first).toBe('SERVICE=ai-app NAMESPACE=production # or those of another row of the table');
    const selector = echoed('"get service"*) printf a=b,c=d, ;;');
    const { stdout, stderr, status } = run(['SERVICE=langfuse-web NAMESPACE=langfuse', ...below].join('\n'), {
      kubectl: selector,
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain('--selector kubernetes.io/service-name=langfuse-web');
    expect(stdout).toContain('did get pods --namespace langfuse --selector a=b,c=d --output wide');
    expect(stdout).not.toMatch(/ai-app|production/);
  });

  runs('reaches every command about a token', () => {
    const [own, cluster] = blocksOf('Federated token is rejected');
    expect(own).toMatch(/^IDENTITY=my-aks-vllm # or another row of the table\n/);
    expect(cluster).toMatch(/^ACCOUNT=vllm NAMESPACE=production # or those of another row of the table, /);
    const lines = [own, cluster].map((block) => block!.replace(/^.*\n/, '')).join('\n');
    const log = 'echo "did $*" >&2';
    const { stderr } = run(`IDENTITY=my-aks-keda ACCOUNT=keda-operator NAMESPACE=kube-system\n${lines}`, {
      az: log,
      kubectl: log,
    });
    expect(stderr).toContain('--identity-name my-aks-keda ');
    expect(stderr).toContain('did create token keda-operator --namespace kube-system ');
    expect(stderr).toContain('--field-selector spec.serviceAccountName=keda-operator ');
    expect(stderr).not.toMatch(/vllm|production/);
  });
});

describe('the quota of the pools', () => {
  const usage = [
    ['Total Regional vCPUs', 'cores', '10', '100'],
    ['Standard DSv5 Family vCPUs', 'standardDSv5Family', '8', '100'],
    ['Standard NCADS_A100_v4 Family vCPUs', 'StandardNCADSA100v4Family', '0', '0'],
    ['Standard Ev5 Family vCPUs', 'standardEv5Family', '7', '100'],
  ];
  const block = blocksOf('Pods stay pending').find((each) => each.includes('list-usage'))!;

  runs('is that of the region and of their families, used or not', () => {
    const listed = usage.map((row) => row.join('\\t')).join('\\n');
    const az = `case "$2" in list-skus) printf 'standardDSv5Family\\nstandardDSv5Family\\nstandardNCADSA100v4Family\\n' ;; list-usage) printf '${listed}\\n' ;; esac`;
    const { stdout, status } = run(block, { az });
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[1]),
    ).toEqual(['cores', 'standardDSv5Family', 'StandardNCADSA100v4Family']);
  });

  it('covers the VM size of every pool', () => {
    const { pools } = runbookOf(definitions['production']!).source.inventory;
    for (const { vmSize } of pools) expect(block).toContain(`name=='${vmSize}'`);
  });
});

describe('the replacement of a node', () => {
  const block = blocksOf('GPU node is unhealthy').find((each) => each.includes('kubectl cordon'))!;
  const kubectl = (node: string) =>
    `case "$1 $2" in "get pods") printf '%s' "${node}" ;; "get node") echo gpupool ;; *) echo "did $*" ;; esac`;

  runs('prints the command that deletes the machine, and does not run it', () => {
    const { stdout } = run(block, { kubectl: kubectl('aks-gpupool-1'), az: 'echo RAN' });
    expect(stdout).toContain(
      'az aks nodepool delete-machines --resource-group my-rg --cluster-name my-aks --name gpupool --machine-names aks-gpupool-1',
    );
    expect(stdout).not.toContain('RAN');
  });

  runs('stops if no node is found', () => {
    const { stdout, stderr, status } = run(block, { kubectl: kubectl('') });
    expect(status).not.toBe(0);
    expect(stderr).toContain('NODE');
    expect(stdout).not.toContain('did cordon');
  });
});

describe('the log of a server that hangs', () => {
  const blocks = blocksOf('Model server hangs');
  const logs = blocks.findIndex((each) => each.includes('stalled.log'));

  runs('is printed, and another block deletes the pod', () => {
    const kubectl = 'case "$1" in get) echo pod/a ;; logs) echo the log ;; *) echo "did $*" ;; esac';
    const { stdout } = run(`cd "$(mktemp -d)"\n${blocks[logs]!}`, { kubectl });
    expect(stdout).toBe('the log\n');
    expect(run(blocks[logs + 1]!, { kubectl }).stdout).toContain('did delete pod/a');
  });

  runs('deletes nothing if no pod is found', () => {
    expect(
      run(blocks[logs + 1]!, { kubectl: 'case "$1" in get) : ;; *) echo "did $*" ;; esac' }).stdout,
    ).not.toContain('did delete');
  });
});
