import type { FieldChange } from '../compare/field-change';
import type { Markup } from './markup';
import { hidden, isSecretField, isSecretValue, textWithoutSecrets, valueWithoutSecrets } from './secrets';

/** The cells of a change: before and after. What is, or looks like, a secret is hidden: a comment reaches more people than a file. */
export function valueCells(
  kind: string,
  { before, after, only, path, isLines }: FieldChange,
): readonly [Markup, Markup] {
  if (only === 'spelling') return [['written otherwise'], ['']];
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
 * A value in one line, without the secrets in it: texts as they are, the rest as JSON.
 *
 * @param kind of the object or the type of the resource, and where the value is in it, which tell more of its secrets.
 */
export function valueText(value: unknown, kind = '', path = ''): string {
  if (typeof value === 'string') return textWithoutSecrets(value);
  return JSON.stringify(valueWithoutSecrets(value, kind, path)) ?? '';
}
