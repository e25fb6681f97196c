import type { Command } from 'commander';
import { type Recommendation, recommend } from '../lib/engine/sizing/recommend';
import { sizingJson } from '../lib/engine/sizing/sizing-json';
import type { ModelFacts } from '../lib/facts/model-facts';
import { findVmSize } from '../lib/facts/vm-sizes';
import { DefinitionError, ProblemList } from '../lib/problems/problem-list';
import { exitCodes } from './exit-codes';
import {
  addModelOptions,
  type ModelOptions,
  modelOf,
  optionNames,
  readNumber,
  settingsOf,
} from './model-options';
import type { Terminal } from './terminal';

interface RecommendOptions extends ModelOptions {
  readonly requests: number;
  readonly quota?: number;
  readonly cost?: readonly string[];
}

/** `aks-ai recommend`: ranks the VM sizes for a model and a load. */
export function addRecommendCommand(
  program: Command,
  terminal: Terminal,
  exit: (code: number) => void,
): void {
  addModelOptions(
    program
      .command('recommend')
      .description('rank the VM sizes for a model and a load by cost, or by GPU memory without --cost')
      .argument('<model>', 'Hugging Face model id, for example microsoft/phi-4')
      .requiredOption('--requests <count>', 'concurrent requests of full length', readNumber)
      .option('--quota <vCPUs>', 'vCPU quota of each VM size', readNumber)
      .option('--cost <size=amount...>', 'cost of a node per hour, in any unit; ignores other VM sizes'),
  )
    .addHelpText('after', '\nExit codes: 0 a VM size fits; 1 none fits; 2 wrong arguments')
    .action((id: string, options: RecommendOptions) => {
      const problems = ProblemList.create();
      const model = modelOf(id, options, problems);
      const settings = settingsOf(options, problems);
      const subject = `the load of ${id}`;
      const load = {
        ...settings,
        requestsInFlight: options.requests,
        quota: options.quota,
        costPerSize: options.cost && Object.fromEntries(options.cost.map(costOf)),
      };
      const ways = model === undefined ? [] : recommend({ ...load, model }, problems.naming(optionNames));
      problems.throwIfAny(subject);
      const unit = options.cost === undefined ? 'GPU memory (GB)' : 'cost';
      if (options.json) {
        const list = ways.map((way) => wayJson(model!, way));
        terminal.write(
          `${JSON.stringify({ schemaVersion: 1, model: id, costUnit: unit, ways: list }, undefined, 2)}\n`,
        );
      } else if (ways.length > 0) {
        terminal.write(`${table(ways, unit)}\n`);
      } else {
        const fix = 'Raise the quota, shorten the context, or use a smaller model.';
        const problem = { path: '', message: 'no VM size can serve it', fix };
        terminal.writeError(`${new DefinitionError(subject, [problem]).message}\n`);
      }
      exit(ways.length > 0 ? exitCodes.fits : exitCodes.doesNotFit);
    });
}

/** One way of `recommend --json`: `sizing` is what `size --json` prints. */
function wayJson(model: ModelFacts, { vmSize, replicas, nodes, vcpus, cost, sizing }: Recommendation) {
  return { vmSize, replicas, nodes, vcpus, cost, sizing: sizingJson(model, findVmSize(vmSize)!, sizing) };
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
