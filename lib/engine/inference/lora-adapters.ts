import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';
import type { LoraSettings } from '../sizing/engine-settings';
import { type ModelSource, modelMountPath } from './model-source';

/** A LoRA adapter that the server offers in addition to the model. */
export interface LoraAdapter {
  /** Model name in requests. */
  readonly name: string;
  /**
   * Location, by the model's source: the Hugging Face id; the directory below the root of the
   * volume; the absolute path in the image.
   */
  readonly path: string;
}

/** LoRA adapters of a server. */
export interface LoraOptions {
  /** @default none */
  readonly loraAdapters?: readonly LoraAdapter[];
  /**
   * Maximum rank of the adapters. The engine reserves GPU memory for it.
   *
   * @default 16, which is vLLM's default
   */
  readonly maxLoraRank?: number;
  /**
   * Maximum adapters in a batch. The engine reserves GPU memory for each.
   *
   * @default the number of adapters, at most 4
   */
  readonly maxLoras?: number;
}

/** @see vLLM `config/lora.py`, `MaxLoRARanks` (2026-11) */
export const loraRanks: readonly number[] = [1, 8, 16, 32, 64, 128, 256, 320, 512];
const defaultMaxLoras = 4;
/** Default of `--max-lora-rank`. @see vLLM 0.32 `config/lora.py` (2026-11) */
export const defaultLoraRank = 16;

/**
 * Adapters in one batch: what the engine reserves GPU memory for. Undefined without adapters, and
 * for numbers that checkLora() reports.
 */
export function loraSettings({
  loraAdapters = [],
  maxLoraRank: rank = defaultLoraRank,
  maxLoras: adapters = Math.min(loraAdapters.length, defaultMaxLoras),
}: LoraOptions): LoraSettings | undefined {
  const isSound = [adapters, rank].every((number) => Number.isInteger(number) && number > 0);
  return loraAdapters.length > 0 && isSound ? { adapters, rank } : undefined;
}

/**
 * Arguments for the adapters. All adapters stay in the memory of the node. By default the engine
 * keeps only the adapters of one batch, and reads the others from disk for each use.
 */
export function loraArguments(options: LoraOptions, source: ModelSource): readonly string[] {
  const { loraAdapters = [], maxLoraRank } = options;
  if (loraAdapters.length === 0) return [];
  const maxLoras = options.maxLoras ?? Math.min(loraAdapters.length, defaultMaxLoras);
  return [
    '--enable-lora',
    `--max-loras=${maxLoras}`,
    `--max-cpu-loras=${Math.max(loraAdapters.length, maxLoras)}`,
    ...(maxLoraRank === undefined ? [] : [`--max-lora-rank=${maxLoraRank}`]),
    '--lora-modules',
    ...loraAdapters.map(({ name, path }) => `${name}=${adapterPath(path, source)}`),
  ];
}

function adapterPath(path: string, source: ModelSource): string {
  return source.type === 'hugging-face' || source.type === 'image' ? path : `${modelMountPath}/${path}`;
}

/** Adds the problems of a server's adapters. */
export function checkLora(
  options: LoraOptions,
  {
    sourceType,
    servedModelName,
  }: { readonly sourceType: ModelSource['type']; readonly servedModelName: string },
  problems: ProblemList,
): void {
  const { loraAdapters = [], maxLoraRank, maxLoras } = options;
  for (const [key, value] of Object.entries({ maxLoraRank, maxLoras })) {
    if (value === undefined || loraAdapters.length > 0) continue;
    problems.add(key, 'has no effect without loraAdapters', 'Remove it, or set loraAdapters.');
  }
  if (maxLoraRank !== undefined && !loraRanks.includes(maxLoraRank)) {
    problems.add(
      'maxLoraRank',
      `${maxLoraRank} is not a rank that vLLM supports`,
      `Use ${loraRanks.join(', ')}.`,
    );
  }
  if (maxLoras !== undefined && !(Number.isInteger(maxLoras) && maxLoras > 0)) {
    problems.add('maxLoras', `${maxLoras} is not allowed`, 'Set a whole number of adapters, 1 or more.');
  }
  loraAdapters.forEach((adapter, index) => {
    checkAdapter(adapter, sourceType, servedModelName, problems.at('loraAdapters').at(index));
  });
  requireUnique(
    problems,
    'adapter',
    loraAdapters,
    ({ name }) => name,
    (index) => `loraAdapters[${index}].name`,
  );
}

const adapterForms: Readonly<Record<'id' | 'directory' | 'absolute', { pattern: RegExp; words: string }>> = {
  id: {
    pattern: /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/,
    words: 'Set the Hugging Face id of the adapter, owner/name, because the model is downloaded.',
  },
  directory: {
    pattern: /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$)).+(?<!\/)$/,
    words: 'Set the directory of the adapter from the root of the volume, without a leading "/".',
  },
  absolute: { pattern: /^\/.+/, words: 'Set the absolute path of the adapter in the image.' },
};

function checkAdapter(
  { name, path }: LoraAdapter,
  sourceType: ModelSource['type'],
  servedModelName: string,
  problems: ProblemList,
): void {
  if (!/^[A-Za-z0-9][\w.:/-]*$/.test(name)) {
    problems.add(
      'name',
      `"${name}" is not a valid name`,
      "Use letters, digits, '-', '_', '.', ':' and '/', starting with a letter or digit.",
    );
  }
  if (name === servedModelName) {
    problems.add('name', `"${name}" is already the name of the model`, 'Choose another name.');
  }
  const form =
    sourceType === 'hugging-face' ? 'id' : sourceType === 'image' ? 'absolute' : ('directory' as const);
  if (adapterForms[form].pattern.test(path)) return;
  problems.add('path', `"${path}" is not a valid location of an adapter`, adapterForms[form].words);
}
