import { optionProblems } from '../../engine/options/check-arguments';
import { engineOfImage, engineRelease } from '../../engine/options/engine-release';
import type { OptionEngine } from '../../engine/options/engine-tables';
import type { OptionProblem } from '../../engine/options/option-problem';
import { isOpaqueWord } from '../../engine/options/read-arguments';
import { serverCommand } from '../../engine/options/server-command';
import { listAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { type Container, containersOf } from './pods';

/** The command line of an engine's server in a container. */
export interface ServerArguments {
  readonly container: Container;
  readonly engine: OptionEngine;
  /** Release of the engine, if the tag of the image is one. */
  readonly version: string | undefined;
  /** Whether the project of the engine builds the image. */
  readonly isOfficial: boolean;
  readonly words: readonly string[];
  /** Path of each word in the owner. */
  readonly paths: readonly string[];
  /** Index of the script of a shell in the container's words. */
  readonly script: number | undefined;
}

/** The servers of engines whose options are known, found by their command or their image. */
export function serverArgumentsOf(picture: DeploymentPicture): readonly ServerArguments[] {
  return picture.once(readServers);
}

/** Engines whose official image starts the server, so that `args` are its options. */
const startedByImage: readonly OptionEngine[] = ['vllm', 'tgi'];

function readServers(picture: DeploymentPicture): readonly ServerArguments[] {
  return containersOf(picture).flatMap((container) => {
    if (container.isInit) return [];
    const all = ['command', 'args'].flatMap((field) =>
      listAt(container.json, field).map((word, index) => ({
        text: String(word),
        path: `${container.path}.${field}[${index}]`,
      })),
    );
    const texts = all.map(({ text }) => text);
    const image = container.image ?? '';
    const built = engineOfImage(image);
    const common = (engine: OptionEngine) => ({
      container,
      engine,
      version: engineRelease(engine, image),
      isOfficial: built === engine,
    });
    const isOfImage =
      built !== undefined && startedByImage.includes(built) && !Array.isArray(container.json['command']);
    if (isOfImage) {
      return [{ ...common(built), words: texts, paths: all.map(({ path }) => path), script: undefined }];
    }
    const found = serverCommand(texts);
    if (found === undefined) return [];
    const { engine, words, start, script } = found;
    const paths = words.map((_, index) =>
      start === undefined ? all[script!]!.path : all[start + index]!.path,
    );
    return [{ ...common(engine), words, paths, script }];
  });
}

/**
 * Problems of a server's options. For an image of another project, which may add options, an
 * unknown name counts only if it is close to a known one.
 */
export function serverProblems(server: ServerArguments): readonly OptionProblem[] {
  const { engine, version, words, isOfficial } = server;
  // A template may be any number of arguments.
  if (words.some((word) => /^\s*\{\{.*\}\}\s*$/.test(word))) return [];
  const isPartial = words.some((word) => /^--config(?:=|$)/.test(word));
  return optionProblems({
    engine,
    version,
    words: servedWords(words),
    isPartial,
    mayHaveOthers: !isOfficial,
  });
}

/** Without `serve` and `vllm serve` before the arguments, which model/repeated-command reports. */
function servedWords(words: readonly string[]): readonly string[] {
  const skipped = commandWords(words);
  return words.map((word, index) => (index < skipped ? '' : word));
}

/** Number of words that start the server once more. */
export function commandWords(words: readonly string[]): number {
  if (words[0] === 'serve') return 1;
  return /(?:^|\/)vllm$/.test(words[0] ?? '') && words[1] === 'serve' ? 2 : 0;
}

/** Option and default of the address and of the HTTP port of each engine. */
const listeners: Readonly<
  Record<
    OptionEngine,
    {
      readonly host: string;
      readonly port: string;
      readonly defaultPort: number;
      readonly defaultHost: string;
    }
  >
> = {
  // vLLM `cli_args.py`: no host is every address.
  vllm: { host: '--host', port: '--port', defaultPort: 8000, defaultHost: '0.0.0.0' },
  // Triton `command_line_parser.cc`.
  triton: { host: '--http-address', port: '--http-port', defaultPort: 8000, defaultHost: '0.0.0.0' },
  // SGLang `server_args.py`.
  sglang: { host: '--host', port: '--port', defaultPort: 30_000, defaultHost: '127.0.0.1' },
  // TGI `launcher/src/main.rs`; its image sets PORT=80.
  tgi: { host: '--hostname', port: '--port', defaultPort: 3000, defaultHost: '0.0.0.0' },
};

/** Where a server listens, with the index of the word that sets it. */
export interface Listener {
  readonly value: string;
  readonly option: string;
  readonly index: number | undefined;
}

/** Address that a server listens on; undefined if it is not known. */
export function hostOf(server: ServerArguments): Listener | undefined {
  const { host, defaultHost } = listeners[server.engine];
  return listenerOf(server, host, defaultHost);
}

/** HTTP port that a server listens on; undefined if a file or a variable sets it. */
export function listeningPortOf(server: ServerArguments): Listener | undefined {
  const { port, defaultPort } = listeners[server.engine];
  // The images of other projects, and that of TGI, set the port by a variable.
  const isKnown = server.engine !== 'tgi';
  return listenerOf(server, port, isKnown ? String(defaultPort) : undefined);
}

function listenerOf(
  { words }: ServerArguments,
  option: string,
  usual: string | undefined,
): Listener | undefined {
  const isElsewhere = words.some(
    (word) => /^--(?:config|headless|uds|grpc)(?:=|$)/.test(word) || /^[^-]*\{\{|^\$/.test(word),
  );
  const index = words.map((word) => word.split('=', 1)[0]).lastIndexOf(option);
  if (index === -1)
    return isElsewhere || usual === undefined ? undefined : { value: usual, option, index: undefined };
  const word = words[index]!;
  const value = word === option ? words[index + 1] : word.slice(option.length + 1);
  return value === undefined || isOpaqueWord(value) ? undefined : { value, option, index };
}
