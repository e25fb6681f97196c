import { knownCommands } from './known-commands';

/** A command with its arguments told apart. */
export interface ReadCommand {
  /** Program and subcommand: `az aks show`. */
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  /** Arguments that are no options, without those behind `--`. */
  readonly positional: readonly string[];
  /** What stands behind `--`. */
  readonly rest: readonly string[];
}

/**
 * Tells the arguments of a command apart by what it is known to take.
 *
 * @returns the command, or what is wrong with it.
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
      const said = value.length > 0 ? value.join('=') : all[++index];
      if (said === undefined || (said.startsWith('-') && value.length === 0))
        return { problem: `${option} has no value in: ${text}` };
      options.set(option!, said);
    } else return { problem: `${name} has no ${word}` };
  }
  return { name, options, switches, positional, rest: [] };
}
