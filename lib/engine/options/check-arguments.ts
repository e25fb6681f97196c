import { replacedOptions } from '../../facts/engine-options/replaced-options';
import { nearestName } from '../../problems/value-rules';
import { valueProblem } from './check-value';
import { cataloguesOf, type OptionEngine } from './engine-tables';
import type { OptionCatalogue } from './option-catalogue';
import type { OptionProblem } from './option-problem';
import { type GivenOption, isOpaqueWord, type ReadArguments, readArguments } from './read-arguments';

/** The command line of an engine, after the words that start its server. */
export interface EngineArguments {
  readonly engine: OptionEngine;
  /** Release of the engine. @default not known: only what every release rejects is a problem */
  readonly version?: string | undefined;
  readonly words: readonly string[];
  /** Whether other words may follow, which a file or another program adds. @default false */
  readonly isPartial?: boolean;
  /**
   * Whether the image may have further options: a build of another project. An unknown option then
   * counts only if another release has it, or an option has nearly its name.
   *
   * @default false
   */
  readonly mayHaveOthers?: boolean;
}

/**
 * What the engine rejects in its arguments, from the table of its releases. With several possible
 * releases, what all of them reject.
 */
export function optionProblems(input: EngineArguments): readonly OptionProblem[] {
  const { catalogues, isBeyond } = cataloguesOf(input.engine, input.version);
  const [newest, ...older] = [...catalogues].reverse();
  if (newest === undefined) return [];
  const mayHaveOthers = isBeyond || input.mayHaveOthers === true;
  const problems = problemsIn(input, newest).filter(({ kind, isNearKnown }) =>
    // A newer release may accept other values.
    kind === 'unknown' ? isNearKnown === true || !mayHaveOthers : !isBeyond,
  );
  // Most command lines have no problem in the newest release, so the others are not needed.
  return older.reduce((left, catalogue) => {
    if (left.length === 0) return left;
    const also = new Set(problemsIn(input, catalogue).map(({ kind, index }) => `${kind} ${index}`));
    return left.filter(({ kind, index }) => also.has(`${kind} ${index}`));
  }, problems);
}

function problemsIn(input: EngineArguments, catalogue: OptionCatalogue): readonly OptionProblem[] {
  const read = readArguments(input.words, catalogue);
  return [
    ...read.options.flatMap((given) => ofOption(given, catalogue, read, input)),
    ...partnerProblems(read, catalogue, input),
    ...repeatedOptions(read),
  ];
}

function ofOption(
  given: GivenOption,
  catalogue: OptionCatalogue,
  read: ReadArguments,
  input: EngineArguments,
): readonly OptionProblem[] {
  const { index, written, option, ambiguous } = given;
  if (isOpaqueWord(written)) return [];
  if (ambiguous.length > 0) {
    const names = ambiguous.map(({ name }) => name).join(', ');
    const message = `"${written}" is an abbreviation of several options`;
    return [
      {
        kind: 'unknown',
        index,
        option: written,
        message,
        expected: `one of ${names}`,
        fix: 'Write the option in full.',
      },
    ];
  }
  if (option === undefined) return [unknownOption(given, catalogue, input)];
  const found: OptionProblem[] = [];
  const value = valueProblem(given, catalogue) ?? parserProblem(given, read, catalogue);
  if (value !== undefined) {
    const message = `${written}: ${value.message}`;
    found.push({ ...value, kind: 'value', index, option: option.name, message });
  }
  const { deprecated } = option.row;
  if (deprecated !== undefined && catalogue.holds(`${deprecated[0]}-`) && option.name === written) {
    found.push({
      kind: 'deprecated',
      index,
      option: option.name,
      message: `${written} is deprecated since ${catalogue.table.engine} ${deprecated[0]}`,
      expected: 'an option that later releases have',
      fix: replacement(option.name, catalogue) ?? 'Remove it.',
    });
  }
  return found;
}

function unknownOption(
  { index, written }: GivenOption,
  catalogue: OptionCatalogue,
  { version }: EngineArguments,
): OptionProblem {
  const { engine, versions } = catalogue.table;
  const release =
    version === undefined
      ? `any release of ${engine} from ${versions[0]} to ${versions.at(-1)}`
      : `${engine} ${catalogue.version}`;
  const nearest = nearestName(written, catalogue.names);
  const history = historyOf(written, catalogue);
  const fix = history?.fix ?? (nearest || undefined);
  return {
    kind: 'unknown',
    index,
    option: written,
    message: `"${written}" is not an option of ${release}${history === undefined ? '' : `, ${history.text}`}`,
    expected: `an option of ${engine}`,
    fix: fix ?? 'Remove it.',
    isNearKnown: fix !== undefined || history !== undefined,
  };
}

/** The releases that have an option which this one does not have. */
function historyOf(
  written: string,
  catalogue: OptionCatalogue,
): { readonly text: string; readonly fix: string | undefined } | undefined {
  const { versions } = catalogue.table;
  const name = nameInAnyRelease(written, catalogue);
  if (name === undefined) return undefined;
  const index = versions.indexOf(catalogue.version);
  const has = (each: string) =>
    catalogue.table.options[name]!.some(({ in: lifetime }) => holdsIn(lifetime, each, versions));
  const last = versions.slice(0, index).reverse().find(has);
  if (last !== undefined) {
    const removed = versions[versions.indexOf(last) + 1]!;
    return { text: `which removed it in ${removed}`, fix: replacement(name, catalogue) };
  }
  const first = versions.slice(index + 1).find(has);
  if (first === undefined) return undefined;
  return { text: `which added it in ${first}`, fix: `Remove it, or use an image of ${first} or newer.` };
}

function holdsIn(lifetime: string | undefined, version: string, versions: readonly string[]): boolean {
  const at = versions.indexOf(version);
  return (lifetime ?? '').split(',').some((range) => {
    const [first = '', last = ''] = range.split('-');
    return (first === '' || versions.indexOf(first) <= at) && (last === '' || at <= versions.indexOf(last));
  });
}

function nameInAnyRelease(written: string, { table: { options } }: OptionCatalogue): string | undefined {
  const positive = written.replace(/^--no-/, '--');
  return [written, positive].find((each) => Object.hasOwn(options, each));
}

/** What replaces an option: a fact of the project, or the warning of the engine. */
function replacement(name: string, { table }: OptionCatalogue): string | undefined {
  const known = replacedOptions[table.engine]?.[name];
  if (known !== undefined) return known;
  const [text] = (table.options[name] ?? []).flatMap(({ deprecated }) => deprecated?.[1] ?? []).reverse();
  const [, use] = /\b[Uu]se (--[\w.-]*\w)/.exec(text ?? '') ?? [];
  return use === undefined ? undefined : `Use ${use}.`;
}

/**
 * Option with which a plugin adds names, by the option of the names.
 *
 * @see vLLM `cli_args.py` (2026-12)
 */
const plugins: Readonly<Record<string, string>> = {
  '--tool-call-parser': '--tool-parser-plugin',
  '--reasoning-parser': '--reasoning-parser-plugin',
};

/** A name that the engine has not registered. */
function parserProblem({ option, values }: GivenOption, read: ReadArguments, catalogue: OptionCatalogue) {
  const { name } = option!;
  const names = catalogue.living(catalogue.table.names?.[name]);
  const value = values[0];
  if (names.length === 0 || value === undefined || value === '' || isOpaqueWord(value)) return undefined;
  if (names.includes(value) || read.options.some((each) => each.option?.name === plugins[name]))
    return undefined;
  return {
    message: `"${value}" is not registered in ${catalogue.table.engine} ${catalogue.version}`,
    expected: `one of ${names.join(', ')}`,
    fix: nearestName(value, names) || `Use one of ${names.join(', ')}.`,
  };
}

function partnerProblems(
  read: ReadArguments,
  catalogue: OptionCatalogue,
  { isPartial, words }: EngineArguments,
): readonly OptionProblem[] {
  const isSet = (name: string) =>
    read.options.find(
      ({ option, values }) => option?.name === name && !option.isNegative && values[0] !== '',
    );
  // A word that is replaced later may contain further options.
  const mayHaveMore = isPartial === true || words.some((word) => isOpaqueWord(word) && !word.startsWith('-'));
  return catalogue.living(catalogue.table.rules).flatMap((rule) => {
    const [name, relation, other] = rule.split(' ') as [string, 'needs' | 'excludes', string];
    const given = isSet(name);
    const partner = isSet(other);
    if (given === undefined) return [];
    const { index } = given;
    if (relation === 'excludes' && partner !== undefined) {
      const message = `${name} and ${other} exclude each other`;
      return [
        {
          kind: 'partner',
          index,
          option: name,
          message,
          expected: 'one of them',
          fix: `Remove ${name} or ${other}.`,
        },
      ];
    }
    if (relation === 'excludes' || partner !== undefined || mayHaveMore) return [];
    const message = `${name} requires ${other}`;
    return [
      {
        kind: 'partner',
        index,
        option: name,
        message,
        expected: `${name} together with ${other}`,
        fix: `Add ${other}, or remove ${name}.`,
      },
    ];
  });
}

function repeatedOptions({ options }: ReadArguments): readonly OptionProblem[] {
  const seen = new Map<string, GivenOption>();
  return options.flatMap((given): readonly OptionProblem[] => {
    const { option, key, index, written } = given;
    if (option === undefined || key !== undefined || option.row.count === 'append') return [];
    const before = seen.get(option.name);
    seen.set(option.name, given);
    const isSame =
      before?.values.join(' ') === given.values.join(' ') && before.option?.isNegative === option.isNegative;
    if (before === undefined || isSame) return [];
    // Messages appear in logs, so they do not contain a key.
    const isSecret = /(?:key|token|password|secret)$/.test(option.name);
    const [first, second] = [before, given].map(({ written: name, values }) => [name, ...values].join(' '));
    return [
      {
        kind: 'repeated',
        index,
        option: option.name,
        message: isSecret
          ? `${written} is given twice with different values, and the engine uses the last one`
          : `${written} is given twice, and the engine uses "${second}" and not "${first}"`,
        expected: 'one value',
        fix: 'Remove one of them.',
      },
    ];
  });
}
