import type { OptionEngine } from './engine-tables';
import { shellCommands } from './shell-commands';

/** The command that starts a server, with the position of its arguments. */
export interface ServerCommand {
  readonly engine: OptionEngine;
  /** Its arguments. */
  readonly words: readonly string[];
  /** Index of the first argument in the words of the container; undefined inside of a script. */
  readonly start: number | undefined;
  /** Index of the script in the words of the container; undefined without a shell. */
  readonly script: number | undefined;
}

const python = /(?:^|\/)python3?(?:\.\d+)?$/;
const shell = /(?:^|\/)(?:ba|da|z)?sh$/;
/** Programs that start another program, the words before it included. */
const wrapper = /(?:^|\/)(?:tini|dumb-init|exec|env|nohup|time|stdbuf|numactl|nvidia_entrypoint\.sh)$/;
const assignment = /^\w+=/;

/**
 * The words that start a server, by engine. `vllm.entrypoints.api_server` is a demo with few
 * options.
 */
const starts: readonly (readonly [OptionEngine, ...(string | RegExp)[]])[] = [
  ['vllm', /(?:^|\/)vllm$/, 'serve'],
  ['vllm', python, '-m', 'vllm.entrypoints.openai.api_server'],
  ['vllm', python, '-m', 'vllm.entrypoints.cli.main', 'serve'],
  ['triton', /(?:^|\/)tritonserver$/],
  ['sglang', python, '-m', 'sglang.launch_server'],
  ['sglang', /(?:^|\/)sglang$/, 'serve'],
  ['tgi', /(?:^|\/)text-generation-launcher$/],
];

/**
 * The command that starts a server in the words of a container: at their start, after a wrapper, or
 * in the script of a shell. A word elsewhere, such as a namespace with the name vllm, starts none.
 */
export function serverCommand(words: readonly string[]): ServerCommand | undefined {
  const direct = startOf(words);
  if (direct !== undefined) {
    return { engine: direct.engine, words: words.slice(direct.end), start: direct.end, script: undefined };
  }
  const at = words.findIndex((word) => !isWrapper(word));
  if (!shell.test(words[at] ?? '')) return undefined;
  const option = words.findIndex((word, index) => index > at && /^-\w*c$/.test(word));
  const script = option === -1 ? undefined : words[option + 1];
  if (script === undefined) return undefined;
  for (const { words: command } of shellCommands(script)) {
    const found = startOf(command);
    if (found === undefined) continue;
    const redirection = command.findIndex((word, index) => index >= found.end && /^\d*&?[<>]/.test(word));
    const given = command.slice(found.end, redirection === -1 ? undefined : redirection);
    return { engine: found.engine, words: given, start: undefined, script: option + 1 };
  }
  return undefined;
}

function startOf(words: readonly string[]): { engine: OptionEngine; end: number } | undefined {
  let at = 0;
  while (at < words.length && isWrapper(words[at]!)) at++;
  for (const [engine, ...pattern] of starts) {
    const matches = pattern.every((each, index) => {
      const word = words[at + index] ?? '';
      return typeof each === 'string' ? word === each : each.test(word);
    });
    if (matches) return { engine, end: at + pattern.length };
  }
  return undefined;
}

function isWrapper(word: string): boolean {
  return wrapper.test(word) || assignment.test(word) || word === '--' || /^-[a-z]$/.test(word);
}
