import { knownCommands } from './known-commands';

/** A command with its arguments by type. */
export interface ReadCommand {
  /** Program and subcommand: `az aks show`. */
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  /** Arguments other than options, without those after `--`. */
  readonly positional: readonly string[];
  /** Arguments after `--`. */
  readonly rest: readonly string[];
}

/**
 * Parses the arguments of a command according to the options and switches that it is known to have.
 *
 * @returns the command, or its problem.
 */
export function readCommand(words: readonly string[]): ReadCommand | { readonly problem: string } {
  const text = words.join(' ');
  const name = [5, 4, 3, 2]
    .map((length) => words.slice(0, length).join(' '))
    .find((candidate) => knownCommands.has(candidate));
  if (name === undefined) return { problem: `no such command: ${text}` };
  const known = knownCommands.get(name)!;
  const options = new Map<string, string>();
  const switches = new Set<string>();
  const positional: string[] = [];
  const all = words.slice(name.split(' ').length);
  for (let index = 0; index < all.length; index++) {
    const word = all[index]!;
    if (word === '--') {
      if (!known.endsAtDashes) return { problem: `"--" in: ${text}` };
      return { name, options, switches, positional, rest: all.slice(index + 1) };
    }
    if (!word.startsWith('-')) {
      positional.push(word);
      continue;
    }
    const [option, ...value] = word.split('=');
    if (known.switches?.includes(word)) switches.add(word);
    else if (known.options?.includes(option!)) {
      const argument = value.length > 0 ? value.join('=') : all[++index];
      if (argument === undefined || (argument.startsWith('-') && value.length === 0))
        return { problem: `${option} has no value in: ${text}` };
      options.set(option!, argument);
    } else return { problem: `${name} has no ${word}` };
  }
  return { name, options, switches, positional, rest: [] };
}
