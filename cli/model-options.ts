import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EngineSettings } from '../lib/engine/sizing/engine-settings';
import { modelFromHuggingFaceConfig } from '../lib/engine/sizing/hugging-face-config';
import type { ModelFacts } from '../lib/facts/model-facts';
import { findModel, unknownModel } from '../lib/facts/models';
import { DefinitionError, ProblemList } from '../lib/problems/problem-list';

const gib = 2 ** 30;

/** Options for a model and its engine. */
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
    .option('--config <file>', 'config.json of a model that is not in the table; requires --weights')
    .option('--weights <GiB>', 'total size of its safetensors in GiB', readNumber)
    .option(
      '--max-model-len <tokens>',
      "maximum tokens of a prompt and its answer (default: the model's limit)",
      readNumber,
    )
    .option('--max-num-seqs <requests>', 'maximum concurrent requests', readNumber)
    .addOption(
      new Option('--dtype <type>', 'data type of the activations').choices([
        'bfloat16',
        'float16',
        'float32',
      ]),
    )
    .addOption(
      new Option('--kv-cache-dtype <type>', 'data type of the KV cache; fp8 halves its size').choices([
        'fp8',
        'fp8_e4m3',
        'fp8_e5m2',
      ]),
    )
    .option('--quantization <method>', 'quantization method of the weights')
    .option(
      '--gpu-memory-utilization <share>',
      'share of the memory of each GPU (default: 0.9; 0.85 up to 24 GB)',
      readNumber,
    );
}

export function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new InvalidArgumentError('Pass a number.');
  return number;
}

export function settingsOf(options: ModelOptions): EngineSettings {
  const { maxModelLen, maxNumSeqs, dtype, kvCacheDtype, quantization, gpuMemoryUtilization } = options;
  return { maxModelLen, maxNumSeqs, dtype, kvCacheDtype, quantization, gpuMemoryUtilization };
}

/**
 * The facts of a model, from the table or from its `config.json`.
 *
 * @throws {DefinitionError} if the model is unknown.
 */
export function modelOf(id: string, { config, weights }: ModelOptions): ModelFacts {
  const problems = ProblemList.create();
  if (config === undefined && weights !== undefined) {
    problems.add('--weights', 'the option requires --config', 'Add --config, or remove --weights.');
  }
  const found = config === undefined ? findModel(id) : readConfig(id, config, weights, problems);
  if (found === undefined && problems.isEmpty) {
    const { message, fix } = unknownModel(id, '--config and --weights.');
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
      'the option is missing, and a config.json does not contain the size',
      'Pass the total size of the safetensors in GiB.',
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
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'the file does not exist'
        : (error as Error).message;
    const problem = { path: file, message: why, fix: "Pass the config.json of the model's repository." };
    throw new DefinitionError('--config', [problem]);
  }
}
