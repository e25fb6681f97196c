import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EngineSettings } from '../lib/engine/sizing/engine-settings';
import { modelFromHuggingFaceConfig } from '../lib/engine/sizing/hugging-face-config';
import type { ModelFacts } from '../lib/facts/model-facts';
import { findModel, unknownModel } from '../lib/facts/models';
import { DefinitionError, ProblemList } from '../lib/problems/problem-list';

const gib = 2 ** 30;

/** What is said of a model and its engine on the command line. */
export interface ModelOptions {
  readonly config?: string;
  readonly weights?: number;
  readonly maxModelLen?: number;
  readonly maxNumSeqs?: number;
  readonly dtype?: EngineSettings['dtype'];
  readonly kvCacheDtype?: string;
  readonly quantization?: string;
  readonly gpuMemoryUtilization?: number;
}

/** The options of every command that sizes a model. */
export function addModelOptions(command: Command): Command {
  return command
    .option('--config <file>', 'config.json of a model that is not known, with --weights')
    .option('--weights <GiB>', 'sum of its safetensors', readNumber)
    .option(
      '--max-model-len <tokens>',
      "longest prompt and answer together (default: the model's own)",
      readNumber,
    )
    .option('--max-num-seqs <requests>', 'requests at work at the same time', readNumber)
    .addOption(
      new Option('--dtype <type>', 'type of activations').choices(['bfloat16', 'float16', 'float32']),
    )
    .addOption(
      new Option('--kv-cache-dtype <type>', 'type of the KV cache: fp8 halves it').choices([
        'fp8',
        'fp8_e4m3',
        'fp8_e5m2',
      ]),
    )
    .option('--quantization <method>', 'how the weights are, or are to be, quantized')
    .option(
      '--gpu-memory-utilization <share>',
      'share of each GPU (default: 0.9; 0.85 up to 24 GB)',
      readNumber,
    );
}

export function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new InvalidArgumentError('It is not a number.');
  return number;
}

export function settingsOf(options: ModelOptions): EngineSettings {
  const { maxModelLen, maxNumSeqs, dtype, kvCacheDtype, quantization, gpuMemoryUtilization } = options;
  return { maxModelLen, maxNumSeqs, dtype, kvCacheDtype, quantization, gpuMemoryUtilization };
}

/**
 * The facts of a model: of the table, or of its own `config.json`.
 *
 * @throws {DefinitionError} for a model that nothing is known of.
 */
export function modelOf(id: string, { config, weights }: ModelOptions): ModelFacts {
  const problems = ProblemList.create();
  if (config === undefined && weights !== undefined) {
    problems.add('--weights', 'it says nothing without a config.json', 'Give --config too, or leave it out.');
  }
  const found = config === undefined ? findModel(id) : readConfig(id, config, weights, problems);
  if (found === undefined && problems.isEmpty) {
    const { message, fix } = unknownModel(id, 'its config.json with --config, and --weights.');
    problems.add('', message, fix);
  }
  problems.throwIfAny(`the model "${id}"`);
  return found!;
}

function readConfig(
  id: string,
  file: string,
  weights: number | undefined,
  problems: ProblemList,
): ModelFacts | undefined {
  if (weights === undefined) {
    problems.add(
      '--weights',
      'it is missing, and a config.json does not say it',
      'Give the sum of the safetensors in GiB.',
    );
    return undefined;
  }
  const content = readJson(file);
  return modelFromHuggingFaceConfig(
    content,
    { id, weightsBytes: Math.round(weights * gib) },
    problems.naming({ weightsBytes: '--weights' }),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    const problem = { path: file, message: why, fix: "Give the config.json of the model's repository." };
    throw new DefinitionError('--config', [problem]);
  }
}
