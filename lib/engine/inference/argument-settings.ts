import type { ProblemList } from '../../problems/problem-list';
import type { EngineSettings } from '../sizing/engine-settings';
import { vllmFlagsOf } from './vllm-flags';
import { countOf } from './vllm-number';

/** Settings of the GPU memory that additional arguments of `vllm serve` contain. */
export interface ArgumentSettings
  extends Pick<
    EngineSettings,
    | 'maxNumBatchedTokens'
    | 'performanceMode'
    | 'enforceEager'
    | 'expertParallel'
    | 'speculativeTokens'
    | 'speculativeMethod'
  > {
  /** A draft model with weights of its own, whose size is not known. */
  readonly unknownDraft?: UnknownDraft;
}

/** Where the arguments set a draft model of unknown size. */
export interface UnknownDraft {
  /** Index of the first argument about it. */
  readonly index: number;
  /** The draft model, or its method. */
  readonly name: string;
}

/** Options of `vllm serve` that these settings come from. */
export const settingFlags = [
  '--max-num-batched-tokens',
  '--performance-mode',
  '--enforce-eager',
  '--enable-expert-parallel',
  '--speculative-config',
  '--spec-method',
  '--spec-model',
  '--spec-tokens',
] as const;

/** An argument that is in `settingFlags`. */
interface Argument {
  readonly index: number;
  readonly flag: (typeof settingFlags)[number];
  /**
   * Key after the dot: `num_speculative_tokens` in `--speculative-config.num_speculative_tokens`.
   */
  readonly key: string | undefined;
  readonly isNegated: boolean;
  readonly value: string | undefined;
}

/**
 * Settings in additional arguments, in every form of the engine's parser. Adds a problem for a
 * value that the engine does not accept.
 *
 * @see vLLM 0.32 `engine/arg_utils.py`, `create_speculative_config()` (2026-11)
 */
export function argumentSettings(extraArgs: readonly string[], problems: ProblemList): ArgumentSettings {
  const settings: { -readonly [K in keyof ArgumentSettings]: ArgumentSettings[K] } = {};
  const speculation: Record<string, unknown> = {};
  let speculationIndex = -1;
  let isReadable = true;
  for (const argument of argumentsOf(extraArgs)) {
    const { index, flag, key, isNegated, value } = argument;
    switch (flag) {
      case '--enforce-eager':
        settings.enforceEager = !isNegated;
        break;
      case '--enable-expert-parallel':
        settings.expertParallel = !isNegated;
        break;
      case '--max-num-batched-tokens':
        settings.maxNumBatchedTokens = tokensOf(value, index, problems);
        break;
      case '--performance-mode':
        settings.performanceMode = performanceModeOf(value, index, problems);
        break;
      default: {
        if (speculationIndex < 0) speculationIndex = index;
        const part = speculationOf(flag, key, value, index, problems);
        isReadable &&= part !== undefined;
        Object.assign(speculation, part);
      }
    }
  }
  if (speculationIndex < 0 || !isReadable) return settings;
  return { ...settings, ...draftOf(speculation, speculationIndex) };
}

function argumentsOf(extraArgs: readonly string[]): readonly Argument[] {
  return extraArgs.flatMap((argument, index) => {
    const [flag, another] = argument.startsWith('-') ? vllmFlagsOf(argument, settingFlags) : [];
    // The engine rejects an abbreviation of several arguments.
    if (flag === undefined || another !== undefined) return [];
    const equals = argument.indexOf('=');
    const name = equals === -1 ? argument : argument.slice(0, equals);
    const next = extraArgs[index + 1];
    const separate = next?.startsWith('--') ? undefined : next;
    const dot = name.indexOf('.');
    return {
      index,
      flag: flag as Argument['flag'],
      key: dot === -1 ? undefined : name.slice(dot + 1).replaceAll('-', '_'),
      isNegated: /^--no[-_]/.test(name),
      value: equals === -1 ? separate : argument.slice(equals + 1),
    };
  });
}

function tokensOf(value: string | undefined, index: number, problems: ProblemList): number | undefined {
  const tokens = countOf(value ?? '');
  if (Number.isInteger(tokens) && tokens > 0) return tokens;
  problems.add(
    index,
    `"${value ?? ''}" is not a valid number of tokens`,
    'Use a whole number, 1 or greater, such as 8192 or 8K.',
  );
  return undefined;
}

const performanceModes = ['balanced', 'interactivity', 'throughput'] as const;

function performanceModeOf(
  value: string | undefined,
  index: number,
  problems: ProblemList,
): ArgumentSettings['performanceMode'] {
  const mode = performanceModes.find((each) => each === value);
  if (mode === undefined) {
    const message = `"${value ?? ''}" is not a performance mode of vLLM`;
    problems.add(index, message, `Use ${performanceModes.join(', ')}.`);
  }
  return mode;
}

const keys: Readonly<Record<string, string>> = {
  '--spec-method': 'method',
  '--spec-model': 'model',
  '--spec-tokens': 'num_speculative_tokens',
};

/**
 * The part of the configuration of speculative decoding that one argument sets; undefined after a
 * problem.
 */
function speculationOf(
  flag: string,
  key: string | undefined,
  value: string | undefined,
  index: number,
  problems: ProblemList,
): Readonly<Record<string, unknown>> | undefined {
  const name = keys[flag] ?? key;
  if (name !== undefined) return { [name]: value };
  try {
    const parsed: unknown = JSON.parse(value ?? '');
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return Object.fromEntries(
        Object.entries(parsed).map(([each, setting]) => [each.replaceAll('-', '_'), setting]),
      );
    }
  } catch {
    // Reported below.
  }
  problems.add(
    index,
    `"${value ?? ''}" is not a JSON object`,
    `Write the configuration as JSON, such as {"method":"mtp","num_speculative_tokens":1}.`,
  );
  return undefined;
}

/** Methods without a model: they find drafts in the text. */
const withoutModel = ['ngram', 'ngram_gpu', 'suffix'];
/** Methods with a draft head of one layer. */
const ofHead = /^eagle3?$/;
/**
 * Methods with layers for multi-token prediction. Their names may contain that of the model:
 * `qwen3_next_mtp`.
 */
const ofPrediction = /^(?:\w+_)?mtp$/;
/**
 * Tokens of a draft, if the configuration has none: the engine then takes the number of the draft's
 * own configuration, usually one or more.
 */
const unknownTokens = 1;

function draftOf(
  speculation: Readonly<Record<string, unknown>>,
  index: number,
): Pick<ArgumentSettings, 'speculativeTokens' | 'speculativeMethod' | 'unknownDraft'> {
  const { model, num_speculative_tokens: tokens } = speculation;
  const method = speculation['method'] ?? methodOf(model);
  const number = Number(tokens);
  const speculativeTokens = Number.isInteger(number) && number > 0 ? number : unknownTokens;
  if (withoutModel.includes(String(method))) return { speculativeTokens, speculativeMethod: 'ngram' };
  if (ofHead.test(String(method))) return { speculativeTokens, speculativeMethod: 'eagle' };
  if (ofPrediction.test(String(method))) {
    // With a model, the layers are in files of their own, as those of a draft head.
    return { speculativeTokens, speculativeMethod: model === undefined ? 'mtp' : 'eagle' };
  }
  return { speculativeTokens, unknownDraft: { index, name: String(model ?? method) } };
}

/**
 * The method that the engine derives from the name of a draft model.
 *
 * @see vLLM 0.32 `config/speculative.py` `__post_init__` (2026-11)
 */
function methodOf(model: unknown): string | undefined {
  const [found] = /eagle3|eagle(?=-)|^\[?ngram/.exec(String(model ?? '').toLowerCase()) ?? [];
  return found?.replace('[', '');
}
