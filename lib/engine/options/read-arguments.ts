import type { FoundOption, OptionCatalogue } from './option-catalogue';

/** An option on a command line. */
export interface GivenOption {
  /** Index of its word. */
  readonly index: number;
  /** Its name as written, without the value and the key. */
  readonly written: string;
  /** Key after a dot: `num_speculative_tokens` in `--speculative-config.num_speculative_tokens`. */
  readonly key: string | undefined;
  /** Its option; undefined for an unknown or ambiguous name. */
  readonly option: FoundOption | undefined;
  /** Options that the name abbreviates, if there are several. */
  readonly ambiguous: readonly FoundOption[];
  readonly values: readonly string[];
  /** Whether the value follows an equals sign. */
  readonly hasEquals: boolean;
}

/** A command line, read as the engine's own parser reads it. */
export interface ReadArguments {
  readonly options: readonly GivenOption[];
  /** Words that are no option and no value of one. */
  readonly positional: readonly { readonly index: number; readonly text: string }[];
}

/** Whether a shell, Kubernetes or a template replaces a part of the word later. */
export function isOpaqueWord(word: string): boolean {
  return /\$[({A-Za-z_@*]|\{\{|`/.test(word);
}

/**
 * Reads words as Python's argparse does: `--x=y`, `--x y`, abbreviations, and underscores for
 * dashes, which the engine's parser replaces.
 *
 * @see vLLM `utils/argparse_utils.py`; docs.python.org/3/library/argparse.html (2026-12)
 */
export function readArguments(words: readonly string[], catalogue: OptionCatalogue): ReadArguments {
  const options: GivenOption[] = [];
  const positional: { index: number; text: string }[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (!isOption(word, catalogue)) {
      positional.push({ index, text: word });
      continue;
    }
    const equals = word.indexOf('=');
    const head = equals === -1 ? word : word.slice(0, equals);
    const dot = head.indexOf('.');
    const name = dot === -1 ? head : head.slice(0, dot);
    const written = name.startsWith('--') ? `--${name.slice(2).replaceAll('_', '-')}` : name;
    const found = catalogue.find(written);
    const option = found.length === 1 ? found[0] : undefined;
    const values = equals === -1 ? [] : [word.slice(equals + 1)];
    const start = index;
    if (equals === -1) {
      const most = dot === -1 ? mostValues(option) : 1;
      while (values.length < most && index + 1 < words.length && !isOption(words[index + 1]!, catalogue)) {
        values.push(words[++index]!);
      }
    }
    options.push({
      index: start,
      written,
      key: dot === -1 ? undefined : head.slice(dot + 1),
      option,
      ambiguous: found.length > 1 ? found : [],
      values,
      hasEquals: equals !== -1,
    });
  }
  return { options, positional };
}

function isOption(word: string, catalogue: OptionCatalogue): boolean {
  if (word.startsWith('--')) return word !== '--' && !/\s/.test(word.split('=', 1)[0]!);
  return word.startsWith('-') && catalogue.find(word.split('=', 1)[0]!).length > 0;
}

/** Values that an option takes from the words after it. An unknown option may have one. */
function mostValues(option: FoundOption | undefined): number {
  if (option === undefined) return 1;
  const { kind, count } = option.row;
  if (kind === 'flag' || kind === 'switch') return 0;
  return count === '+' || count === '*' ? Number.POSITIVE_INFINITY : 1;
}
