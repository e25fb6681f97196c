import { isJsonObject } from '../../check/json';
import type { FieldChange } from '../compare/field-change';
import type { Markup } from './markup';

const hidden = '(hidden)';

const words =
  'password|passwd|(?:client[_-]?)?secret|(?:access[_-]?|auth[_-]?)?token|credentials?|(?:api|access|account|private|master)[_-]?key|connection[_-]?string|sas';
/** Names of values that are secrets, as variables, flags and configuration have them. */
const secretName = new RegExp(`(?:^|[_.-])(?:${words})$`, 'i');
/** A value that only says where the secret is. */
const reference = /^(?:\$|os\.environ\/|\{\{|\/)/;
/** `password: value`, `--api-key=value` within a text. */
const assignment = new RegExp(
  `((?:^|[\\s_."'-])(?:${words})["']?\\s*[:=]\\s*)(?!\\$|os\\.environ|\\{\\{|/)\\S+`,
  'gim',
);

/** The cells of a change: before and after. What is, or looks like, a secret is hidden: a comment reaches more people than a file. */
export function valueCells(
  kind: string,
  { before, after, only, path, isLines }: FieldChange,
): readonly [Markup, Markup] {
  if (only === 'spelling') return [['written otherwise'], ['']];
  const isSecret = isSecretField(kind, path);
  const cell = (value: unknown): Markup => {
    if (value === undefined || (isLines === true && value === '')) return ['–'];
    const isHidden = isSecret && !(typeof value === 'string' && reference.test(value));
    return isHidden ? [hidden] : [{ code: valueText(value) }];
  };
  if (only !== 'order') return [cell(before), cell(after)];
  const order = (list: unknown): Markup => [
    'order: ',
    ...cell(Array.isArray(list) ? list.map((each) => valueText(each)).join(', ') : list),
  ];
  return [order(before), order(after)];
}

/** The last name in a path: a key, a flag, or the variable that `value` is of. */
function isSecretField(kind: string, path: string): boolean {
  if (kind === 'Secret') return /^(?:data|stringData)\b/.test(path);
  const names = [...path.matchAll(/\["([^"]*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(([, quoted, entry, name]) =>
    (quoted ?? entry ?? name)!.trim(),
  );
  const last = names.at(-1);
  return isSecretName(last === 'value' ? names.at(-2) : last);
}

function isSecretName(name: string | undefined): boolean {
  return name !== undefined && secretName.test(name);
}

/** A value in one line: texts as they are, the rest as JSON. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(withoutSecrets(value)) ?? '');
  const unassigned = typeof value === 'string' ? text.replace(assignment, `$1${hidden}`) : text;
  // A password in an address.
  return unassigned.replace(/(:\/\/[^\s:@/"]*:)[^\s@/"]+@/g, `$1${hidden}@`);
}

/** A container or a variable that comes as a whole has its secrets in it. */
function withoutSecrets(value: unknown, name?: string): unknown {
  if (typeof value === 'string') return isSecretName(name) && !reference.test(value) ? hidden : value;
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      withoutSecrets(each, key === 'value' && typeof value['name'] === 'string' ? value['name'] : key),
    ]),
  );
}
