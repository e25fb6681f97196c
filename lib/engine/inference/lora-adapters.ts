import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';
import { type ModelSource, modelMountPath } from './model-source';

/** A LoRA adapter that is served beside the model, under a name of its own. */
export interface LoraAdapter {
  /** Name in the API: what a request gives as its model. */
  readonly name: string;
  /**
   * Where it is, by the model's source: the Hugging Face id; the directory below the root of the volume; the absolute path in
   * the image.
   */
  readonly path: string;
}

/** The adapters of a server. */
export interface LoraOptions {
  /** Default: none. */
  readonly loraAdapters?: readonly LoraAdapter[];
  /** Largest rank among the adapters; GPU memory is kept for it. Default: the engine's own, 16. */
  readonly maxLoraRank?: number;
  /** Adapters in one batch; GPU memory is kept for each. Default: all of them, up to 4. */
  readonly maxLoras?: number;
}

/** Source: vLLM `config/lora.py`, `MaxLoRARanks` (2026-11). */
const ranks: readonly number[] = [1, 8, 16, 32, 64, 128, 256, 320, 512];
const defaultMaxLoras = 4;

/**
 * The adapters as arguments. All of them stay in the memory of the node: the engine's default keeps as many there as fit one batch, and
 * reads the others from their files again and again.
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

/** Adds what is wrong with the adapters of a server. */
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
    problems.add(key, 'there is no adapter', 'Remove it, or give loraAdapters.');
  }
  if (maxLoraRank !== undefined && !ranks.includes(maxLoraRank)) {
    problems.add('maxLoraRank', `${maxLoraRank} is not a rank of the engine`, `Use ${ranks.join(', ')}.`);
  }
  if (maxLoras !== undefined && !(Number.isInteger(maxLoras) && maxLoras > 0)) {
    problems.add('maxLoras', `${maxLoras} is not allowed`, 'Give a whole number of adapters, 1 or more.');
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
    words: 'the model is downloaded, so give the Hugging Face id of the adapter: owner/name',
  },
  directory: {
    pattern: /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$)).+(?<!\/)$/,
    words: 'give the directory of the adapter from the root of the volume, without a leading "/"',
  },
  absolute: { pattern: /^\/.+/, words: 'give the absolute path of the adapter in the image' },
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
      `"${name}" is not a name`,
      "Use letters, digits, '-', '_', '.', ':' and '/', starting with a letter or digit.",
    );
  }
  if (name === servedModelName) {
    problems.add('name', `"${name}" is the name of the model itself`, 'Give the adapter another one.');
  }
  const form =
    sourceType === 'hugging-face' ? 'id' : sourceType === 'image' ? 'absolute' : ('directory' as const);
  if (adapterForms[form].pattern.test(path)) return;
  const fix = adapterForms[form].words;
  problems.add(
    'path',
    `"${path}" is not where an adapter can be`,
    `${fix[0]!.toUpperCase()}${fix.slice(1)}.`,
  );
}
