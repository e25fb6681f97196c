import type { FieldChange } from '../compare/field-change';
import type { Markup } from './markup';
import { hidden, isSecretField, isSecretValue, textWithoutSecrets, valueWithoutSecrets } from './secrets';

/**
 * The cells of a change: before and after. Secrets are hidden, because a comment reaches more
 * people than a file.
 */
export function valueCells(
  kind: string,
  { before, after, only, path, isLines }: FieldChange,
): readonly [Markup, Markup] {
  if (only === 'spelling') return [['same content, other spelling'], ['']];
  const isSecret = isSecretField(kind, path);
  const cell = (value: unknown): Markup => {
    if (value === undefined || (isLines === true && value === '')) return ['–'];
    return isSecret && isSecretValue(value) ? [hidden] : [{ code: valueText(value, kind, path) }];
  };
  if (only !== 'order') return [cell(before), cell(after)];
  const order = (list: unknown): Markup => {
    const known = valueWithoutSecrets(list, kind, path);
    return [
      'order: ',
      ...cell(Array.isArray(known) ? known.map((each) => valueText(each)).join(', ') : list),
    ];
  };
  return [order(before), order(after)];
}

/**
 * A value in one line without its secrets: a text unchanged, any other value as JSON.
 *
 * @param kind the kind of the object or the type of the resource; with the path it decides which
 * values are secret.
 * @param path the path of the value in it.
 */
export function valueText(value: unknown, kind = '', path = ''): string {
  if (typeof value === 'string') return textWithoutSecrets(value);
  return JSON.stringify(valueWithoutSecrets(value, kind, path)) ?? '';
}
