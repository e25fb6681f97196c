import { serverCommand } from '../../engine/options/server-command';
import { listAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { type Container, containersOf } from './pods';

/** A container that runs an engine, with its command line. */
export interface Engine {
  readonly container: Container;
  readonly type: 'vllm' | 'triton' | 'litellm';
  /** Value of each flag, by its long name without dashes; `true` for a flag without a value. */
  readonly flags: ReadonlyMap<string, string | true>;
  /** Path of the argument of each flag in the owner. */
  readonly paths: ReadonlyMap<string, string>;
  /** Arguments that are not flags: for vLLM the model. */
  readonly positional: readonly string[];
  /**
   * Whether a shell or a template contains the arguments, so that some flags may be missing here.
   */
  readonly isOpaque: boolean;
}

/**
 * Repositories of the images, in any registry. An image whose name only contains the name of an
 * engine, such as `litellm-exporter`, is another program.
 */
const images: readonly (readonly [type: Engine['type'], pattern: RegExp])[] = [
  ['vllm', /(?:^|\/)vllm(?:-openai(?:-[\w.]+)*)?(?:[:@]|$)/],
  ['triton', /(?:^|\/)tritonserver(?:[:@]|$)/],
  ['litellm', /(?:^|\/)litellm(?:-(?:database|non_root|spend_logs|proxy))?(?:[:@]|$)/],
];

/** Every container that runs an engine, found by image or command. */
export function enginesOf(picture: DeploymentPicture): readonly Engine[] {
  return picture.once(readEngines);
}

function readEngines(picture: DeploymentPicture): readonly Engine[] {
  return containersOf(picture).flatMap((container) => {
    const words = wordsOf(container);
    const type =
      images.find(([, pattern]) => pattern.test(container.image ?? ''))?.[0] ??
      startedEngine(words.map(({ text }) => text));
    if (type === undefined || container.isInit) return [];
    return [{ container, type, ...readFlags(words) }];
  });
}

/** The engine that the command starts. */
function startedEngine(words: readonly string[]): Engine['type'] | undefined {
  const engine = serverCommand(words)?.engine;
  return engine === 'vllm' || engine === 'triton' ? engine : undefined;
}

interface Word {
  readonly text: string;
  readonly path: string;
}

function wordsOf({ json, path }: Container): readonly Word[] {
  return ['command', 'args'].flatMap((field) =>
    listAt(json, field).flatMap((each, index) =>
      typeof each === 'string' || typeof each === 'number'
        ? [{ text: String(each), path: `${path}.${field}[${index}]` }]
        : [],
    ),
  );
}

/** Words of the engine command that precede its arguments. */
const commandWords = new Set(['vllm', 'serve', 'python', 'python3', '-m', 'tritonserver', 'litellm']);

/** Short forms of vLLM flags. Source: vLLM `engine/arg_utils.py` (2026-11). */
const shortFlags: Readonly<Record<string, string>> = {
  '-tp': 'tensor-parallel-size',
  '-pp': 'pipeline-parallel-size',
  '-dp': 'data-parallel-size',
  '-dcp': 'decode-context-parallel-size',
  '-pcp': 'prefill-context-parallel-size',
  '-q': 'quantization',
  '-sc': 'speculative-config',
  '-cc': 'compilation-config',
};

function readFlags(words: readonly Word[]): Pick<Engine, 'flags' | 'paths' | 'positional' | 'isOpaque'> {
  const flags = new Map<string, string | true>();
  const paths = new Map<string, string>();
  const positional: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const { text, path } = words[index]!;
    const [head = '', ...rest] = text.split('=');
    const name = shortFlags[head] ?? (head.startsWith('--') ? head.slice(2).replaceAll('_', '-') : undefined);
    if (name === undefined) {
      if (!commandWords.has(text) && !text.endsWith('api_server')) positional.push(text);
      continue;
    }
    paths.set(name, path);
    const next = words[index + 1]?.text;
    if (rest.length > 0) flags.set(name, rest.join('='));
    else if (next !== undefined && !next.startsWith('-')) {
      flags.set(name, next);
      index++;
    } else flags.set(name, true);
  }
  const isShell = words.some(({ text }) => /(?:^|\/)(?:sh|bash)$/.test(text));
  const isTemplate = words.some(({ text }) => text.includes('{{'));
  return { flags, paths, positional, isOpaque: isShell || isTemplate };
}

/** The value of a flag; undefined if the flag is not set or has no value. */
export function flagOf({ flags }: Engine, name: string): string | undefined {
  const value = flags.get(name);
  return value === true ? undefined : value;
}

/** The model of a vLLM server: `--model`, or the first argument. */
export function modelOf(engine: Engine): string | undefined {
  return flagOf(engine, 'model') ?? engine.positional.find((word) => word.includes('/'));
}
