import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultLoraRank, loraRanks } from '../lib/engine/inference/lora-adapters';
import { countOf } from '../lib/engine/inference/vllm-number';
import {
  type EngineSettings,
  type LoraSettings,
  type SpeculativeMethod,
  safeSharesText,
  speculativeMethods,
} from '../lib/engine/sizing/engine-settings';
import { modelFromHuggingFaceConfig } from '../lib/engine/sizing/hugging-face-config';
import { measureSteps } from '../lib/engine/sizing/measurement';
import { settingForms } from '../lib/engine/sizing/plan-settings';
import type { Vocabulary } from '../lib/engine/sizing/vocabulary';
import { oldestEngineVersion, pinnedEngineVersion } from '../lib/facts/engine-versions';
import type { ModelFacts } from '../lib/facts/model-facts';
import { findModel, otherModelProblem, unknownModel } from '../lib/facts/models';
import { DefinitionError, type ProblemList } from '../lib/problems/problem-list';
import { requireInteger } from '../lib/problems/value-rules';

const gib = 2 ** 30;

/** Options for a model and its engine. */
export interface ModelOptions {
  /** Path of a `config.json`. @default none: the model is in the table */
  readonly config?: string;
  /** Total size of the safetensors of that model, GiB. @default none; required with `config` */
  readonly weights?: number;
  /** Maximum tokens of a prompt and its answer. @default the model's maximum context */
  readonly maxModelLen?: number;
  /** Maximum requests in a batch. @default the engine's for the GPU */
  readonly maxNumSeqs?: number;
  /** Data type of the activations. @default the model's */
  readonly dtype?: EngineSettings['dtype'];
  /** Data type of the KV cache; `fp8` halves its size. @default that of the activations */
  readonly kvCacheDtype?: string;
  /** Quantization method of the weights. @default that of the model's files */
  readonly quantization?: string;
  /**
   * Share of each GPU's memory for the engine, above 0 and at most 1.
   *
   * @default `safeGpuMemoryUtilization()`
   */
  readonly gpuMemoryUtilization?: number;
  /** Maximum tokens in a batch. @default the engine's for the GPU */
  readonly maxNumBatchedTokens?: number;
  /** LoRA adapters in a batch. @default none */
  readonly lora?: number;
  /** Maximum rank of the adapters. @default 16, the default of vLLM */
  readonly loraRank?: number;
  /** Whether the engine runs without CUDA graphs. @default false */
  readonly enforceEager?: boolean;
  /** Whether each GPU holds whole experts. @default false */
  readonly enableExpertParallel?: boolean;
  /** Tokens that a draft predicts for each step. @default none: no speculation */
  readonly speculativeTokens?: number;
  /**
   * What predicts them.
   *
   * @default mtp for a model with layers for prediction, otherwise eagle
   */
  readonly speculativeMethod?: SpeculativeMethod;
  /** Version of vLLM: `0.32.0`. @default the version of the platform's image */
  readonly engineVersion?: string;
  /** Whether the command prints JSON. @default false: a text for people */
  readonly json?: boolean;
}

/** The options of every command that sizes a model. */
export function addModelOptions(command: Command): Command {
  return command
    .option('--config <file>', 'config.json of a model that is not in the table; requires --weights')
    .option('--weights <GiB>', 'total size of its safetensors in GiB', readNumber)
    .option(
      '--max-model-len <tokens>',
      "maximum tokens of a prompt and its answer (default: the model's limit)",
      readTokens,
    )
    .option(
      '--max-num-seqs <requests>',
      "maximum requests in a batch (default: the engine's for the GPU)",
      readNumber,
    )
    .option(
      '--max-num-batched-tokens <tokens>',
      "maximum tokens in a batch (default: the engine's for the GPU)",
      readTokens,
    )
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
      `share of the memory of each GPU (default: ${safeSharesText})`,
      readNumber,
    )
    .option('--lora <adapters>', 'LoRA adapters in a batch', readNumber)
    .option('--lora-rank <rank>', `maximum rank of the adapters (default: ${defaultLoraRank})`, readNumber)
    .option('--speculative-tokens <tokens>', 'tokens that a draft predicts for each step', readNumber)
    .addOption(
      new Option(
        '--speculative-method <method>',
        "what predicts them: the model's layers for it (mtp), a draft head (eagle) or the text (ngram)",
      ).choices(speculativeMethods),
    )
    .option('--enforce-eager', 'run without CUDA graphs')
    .option('--enable-expert-parallel', 'keep whole experts on each GPU')
    .option(
      '--engine-version <version>',
      `version of vLLM, ${oldestEngineVersion} or newer (default: ${pinnedEngineVersion})`,
    )
    .option('--json', 'print JSON; docs/gpu-sizing.md describes it');
}

/** A number of tokens in the format of vLLM: `32k` is 32,000 and `32K` is 32,768. */
function readTokens(text: string): number {
  const tokens = countOf(text);
  if (text.trim() === '' || Number.isNaN(tokens))
    throw new InvalidArgumentError('Pass a number of tokens, such as 8192 or 8K.');
  return tokens;
}

export function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new InvalidArgumentError('Pass a number.');
  return number;
}

/** Fields of a sizing by the option that sets them. */
export const optionNames = {
  gpus: '--gpus',
  tensorParallelSize: '--tensor-parallel-size',
  nodes: '--nodes',
  maxModelLen: '--max-model-len',
  maxNumSeqs: '--max-num-seqs',
  maxNumBatchedTokens: '--max-num-batched-tokens',
  dtype: '--dtype',
  kvCacheDtype: '--kv-cache-dtype',
  quantization: '--quantization',
  gpuMemoryUtilization: '--gpu-memory-utilization',
  speculativeTokens: '--speculative-tokens',
  speculativeMethod: '--speculative-method',
  engineVersion: '--engine-version',
  requestsInFlight: '--requests',
  quota: '--quota',
  costPerSize: '--cost',
} satisfies Readonly<Record<string, string>>;

/** The settings of a plan as options of the command. A measurement belongs to a definition. */
export const optionVocabulary: Vocabulary = {
  settings: settingForms(
    (setting) => optionNames[setting],
    (name, value) => `${name} ${value}`,
  ),
  valueText: (value) => value,
  measure: (plan) => `To keep the plan in a definition, ${measureSteps(plan)}`,
};

/**
 * Settings of the engine. Adds a problem for options of adapters that the engine does not accept.
 */
export function settingsOf(options: ModelOptions, problems: ProblemList): EngineSettings {
  const { maxModelLen, maxNumSeqs, maxNumBatchedTokens, dtype, kvCacheDtype, quantization } = options;
  const { gpuMemoryUtilization, enforceEager, enableExpertParallel, engineVersion } = options;
  const { speculativeTokens, speculativeMethod } = options;
  return {
    maxModelLen,
    maxNumSeqs,
    maxNumBatchedTokens,
    dtype,
    kvCacheDtype,
    quantization,
    gpuMemoryUtilization,
    enforceEager,
    expertParallel: enableExpertParallel,
    speculativeTokens,
    speculativeMethod,
    engineVersion,
    lora: loraOf(options, problems),
  };
}

function loraOf({ lora, loraRank }: ModelOptions, problems: ProblemList): LoraSettings | undefined {
  const before = problems.problems.length;
  if (lora === undefined && loraRank !== undefined) {
    problems.add('--lora-rank', 'the option requires --lora', 'Add --lora, or remove --lora-rank.');
  }
  if (lora !== undefined) {
    requireInteger(problems, '--lora', lora, { min: 1, max: Number.POSITIVE_INFINITY, unit: 'adapters' });
  }
  if (loraRank !== undefined && !loraRanks.includes(loraRank)) {
    problems.add(
      '--lora-rank',
      `${loraRank} is not a rank that vLLM supports`,
      `Use ${loraRanks.join(', ')}.`,
    );
  }
  if (lora === undefined || problems.problems.length > before) return undefined;
  return { adapters: lora, rank: loraRank ?? defaultLoraRank };
}

/**
 * The facts of a model, from the table or from its `config.json`. Adds a problem and returns
 * undefined if the model is unknown.
 */
export function modelOf(
  id: string,
  { config, weights }: ModelOptions,
  problems: ProblemList,
): ModelFacts | undefined {
  if (config !== undefined) return readConfig(id, config, weights, problems);
  if (weights !== undefined) {
    problems.add('--weights', 'the option requires --config', 'Add --config, or remove --weights.');
  }
  const found = findModel(id);
  if (found === undefined) {
    const { message, fix } = unknownModel(id, '--config and --weights.');
    problems.add('<model>', message, fix);
  }
  return found;
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
  const facts = modelFromHuggingFaceConfig(
    content,
    { id, weightsBytes: Math.round(weights * gib) },
    problems.naming({ weightsBytes: '--weights' }),
  );
  const other = facts && otherModelProblem(facts);
  if (other !== undefined)
    problems.add('--config', other, 'Pass the id of that model, or leave out --config.');
  return facts;
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
