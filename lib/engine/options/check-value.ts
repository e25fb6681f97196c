import type { OptionRow } from '../../facts/engine-options/option-table';
import { nearestName } from '../../problems/value-rules';
import { isJsonObject } from '../../values/json';
import { countOf } from '../inference/vllm-number';
import type { OptionCatalogue } from './option-catalogue';
import { type GivenOption, isOpaqueWord } from './read-arguments';

/** What is wrong with a value. */
export interface ValueProblem {
  /** Without the option: `"x" is not a whole number`. */
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
}

/** What is wrong with the values of an option; undefined if the engine accepts them. */
export function valueProblem(given: GivenOption, catalogue: OptionCatalogue): ValueProblem | undefined {
  const { row, name, isNegative } = given.option!;
  const { values, key } = given;
  if (key !== undefined) return keyProblem(key.split('.', 1)[0]!.replace(/\+$/, ''), row, catalogue);
  if (row.kind === 'flag' || row.kind === 'switch' || isNegative) {
    if (values.length === 0) return undefined;
    return {
      message: 'it takes no value',
      expected: 'the option alone',
      fix: `Write ${given.written} without a value${row.kind === 'switch' ? ', or the option that switches it off' : ''}.`,
    };
  }
  if (values.length === 0) {
    if (row.count === '?' || row.count === '*') return undefined;
    return { message: 'it has no value', expected: kindText(row), fix: 'Add the value.' };
  }
  for (const value of values) {
    if (isOpaqueWord(value) || value === '' || value === 'None') continue;
    const found = kindProblem(value, row, catalogue) ?? choiceProblem(value, name, row, catalogue);
    if (found !== undefined) return found;
  }
  return undefined;
}

function kindProblem(value: string, row: OptionRow, catalogue: OptionCatalogue): ValueProblem | undefined {
  if (row.kind === 'json') return jsonProblem(value, row, catalogue);
  if (isOfKind(value, row.kind)) return undefined;
  return {
    message: `"${value}" is not ${kindText(row)}`,
    expected: kindText(row),
    fix: 'Correct the value.',
  };
}

function isOfKind(value: string, kind: OptionRow['kind']): boolean {
  switch (kind) {
    case 'integer':
      return /^[+-]?\d[\d_]*$/.test(value.trim());
    case 'number':
      return (
        value.trim() !== '' && (!Number.isNaN(Number(value)) || /^[+-]?(?:inf|infinity|nan)$/i.test(value))
      );
    case 'size':
      return !Number.isNaN(countOf(value.replace(/[tT]$/, '')));
    case 'size or auto':
      return value === 'auto' || !Number.isNaN(countOf(value.replace(/[tT]$/, '')));
    case 'boolean':
      return /^(?:true|false|0|1)$/i.test(value);
    default:
      return true;
  }
}

const kindTexts: Readonly<Record<OptionRow['kind'], string>> = {
  flag: 'the option alone',
  switch: 'the option alone',
  text: 'a value',
  integer: 'a whole number',
  number: 'a number',
  size: 'a whole number, or one with a unit such as 8k',
  'size or auto': 'a whole number, one with a unit such as 8k, or auto',
  json: 'JSON',
  boolean: 'true or false',
};

const kindText = ({ kind }: OptionRow): string => kindTexts[kind];

function jsonProblem(value: string, row: OptionRow, catalogue: OptionCatalogue): ValueProblem | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return {
      message: `"${value}" is not JSON`,
      expected: 'JSON',
      fix: 'Write the value as JSON, in single quotes in YAML.',
    };
  }
  if (!isJsonObject(parsed)) return undefined;
  for (const key of Object.keys(parsed)) {
    const found = keyProblem(key, row, catalogue);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyProblem(key: string, row: OptionRow, catalogue: OptionCatalogue): ValueProblem | undefined {
  if (row.keys === undefined || !catalogue.holds(row.keysIn)) return undefined;
  const keys = catalogue.living(row.keys);
  const plain = key.replaceAll('-', '_');
  if (keys.includes(plain)) return undefined;
  return {
    message: `it has no key "${key}"`,
    expected: `one of ${keys.join(', ')}`,
    fix: nearestName(plain, keys) || 'Remove the key.',
  };
}

function choiceProblem(
  value: string,
  name: string,
  row: OptionRow,
  catalogue: OptionCatalogue,
): ValueProblem | undefined {
  if (row.values === undefined || !catalogue.holds(row.valuesIn)) return undefined;
  const allowed = catalogue.living(row.values);
  // Some options convert their value before the engine compares it.
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '_');
  if (allowed.some((each) => plain(each) === plain(value))) return undefined;
  return {
    message: `"${value}" is not a value of ${name}`,
    expected: `one of ${allowed.join(', ')}`,
    fix: nearestName(value, allowed) || `Use ${allowed.join(', ')}.`,
  };
}
