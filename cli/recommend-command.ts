import type { Command } from 'commander';
import { type Recommendation, recommend } from '../lib/engine/sizing/recommend';
import { ProblemList } from '../lib/problems/problem-list';
import { addModelOptions, type ModelOptions, modelOf, readNumber, settingsOf } from './model-options';
import type { Terminal } from './terminal';

interface RecommendOptions extends ModelOptions {
  readonly requests: number;
  readonly quota?: number;
  readonly cost?: readonly string[];
}

/** `aks-ai recommend`: ranks the VM sizes for a model and a load. */
export function addRecommendCommand(program: Command, terminal: Terminal): void {
  addModelOptions(
    program
      .command('recommend')
      .description('rank the VM sizes for a model and a load by cost, or by GPU memory without --cost')
      .argument('<model>', 'Hugging Face model id, for example microsoft/phi-4')
      .requiredOption('--requests <count>', 'concurrent requests of full length', readNumber)
      .option('--quota <vCPUs>', 'vCPU quota of each VM size', readNumber)
      .option('--cost <size=amount...>', 'cost of a node per hour, in any unit; ignores other VM sizes'),
  ).action((id: string, options: RecommendOptions) => {
    const model = modelOf(id, options);
    const problems = ProblemList.create();
    const ways = recommend(
      {
        ...settingsOf(options),
        model,
        requestsInFlight: options.requests,
        quota: options.quota,
        costPerSize: options.cost && Object.fromEntries(options.cost.map(costOf)),
      },
      problems.naming({ requestsInFlight: '--requests', quota: '--quota', costPerSize: '--cost' }),
    );
    if (problems.isEmpty && ways.length === 0) {
      problems.add(
        '',
        'no VM size can serve it',
        'Raise the quota, shorten the context, or use a smaller model.',
      );
    }
    problems.throwIfAny(`the load of ${model.id}`);
    terminal.write(`${table(ways, options.cost === undefined ? 'GPU memory (GB)' : 'cost')}\n`);
  });
}

function costOf(text: string): readonly [size: string, cost: number] {
  const [size = '', amount = '', ...rest] = text.split('=');
  return [size, amount === '' || rest.length > 0 ? Number.NaN : Number(amount)];
}

function table(ways: readonly Recommendation[], unit: string): string {
  const rows = [
    ['VM size', 'nodes', 'replicas', 'GPUs each', 'vCPUs', 'requests each', unit],
    ...ways.map(({ vmSize, nodes, replicas, vcpus, cost, sizing }) => [
      vmSize,
      String(nodes),
      String(replicas),
      sizing.nodes > 1 ? `${sizing.nodes} x ${sizing.gpus}` : String(sizing.gpus),
      String(vcpus),
      String(sizing.concurrentRequests),
      String(cost),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
}
