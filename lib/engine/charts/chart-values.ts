import type { ProblemList } from '../../problems/problem-list';

/**
 * Plain JSON without `null`: cdk8s drops `null`, so Helm would keep the default that `null`
 * removes.
 */
export type ChartValue =
  | string
  | number
  | boolean
  | readonly ChartValue[]
  | { readonly [key: string]: ChartValue };

/** Values of a chart, as in `values.yaml`. */
export type ChartValues = { readonly [key: string]: ChartValue };

const secretFix =
  'Store it in Key Vault, and set the name of the Kubernetes Secret: existingSecret, secretKeyRef or the equivalent of the chart.';

/**
 * Adds a problem for each value that YAML would lose or change, and for each value whose key names
 * a secret.
 */
export function requireChartValues(problems: ProblemList, values: ChartValues): void {
  requirePlain(problems, '', values);
  requireNoSecrets(problems, '', values, false);
}

/** YAML loses or changes all other types. */
function requirePlain(problems: ProblemList, path: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) requirePlain(problems, `${path}[${index}]`, child);
    return;
  }
  if (
    typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value))
  ) {
    for (const [key, child] of Object.entries(value)) requirePlain(problems, join(path, key), child);
    return;
  }
  const what = typeof value === 'object' && value !== null ? `a ${value.constructor.name}` : String(value);
  problems.add(path, `${what} is not a valid chart value`, 'Use a string, number, boolean, list or object.');
}

/** Ends of keys whose value is a secret. */
const secretWords =
  /(?:passw(?:or)?d|passphrase|secret|token|salt|credentials?|connectionstring|(?:api|access|account|encryption|master|private|secret|signing|license)key)$/;
/** Keys with such an end whose value is the name of a Secret. */
const references = /^(?:existing|imagepull|external)|(?:ref|name)$/;

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return secretWords.test(plain) && !references.test(plain);
}

/** `$(NAME)` in an environment variable, `${NAME}` in a file: the pod expands it. */
const isExpandedLater = (text: string) => /^[^$]*\$[({][A-Za-z_][A-Za-z0-9_]*[)}][^$]*$/.test(text);

/** @param named whether the key of the value names a secret */
function requireNoSecrets(problems: ProblemList, path: string, value: ChartValue, named: boolean): void {
  if (typeof value === 'string') {
    if (!named || value === '' || isExpandedLater(value)) return;
    // Without the value: logs contain the message.
    problems.add(path, 'the value is a secret', secretFix);
  } else if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) {
      requireNoSecrets(problems, `${path}[${index}]`, child, named && typeof child === 'string');
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = value as ChartValues;
    // The name of an environment variable is a sibling of its value.
    const variable = typeof entries['name'] === 'string' && isSecretKey(entries['name']);
    for (const [key, child] of Object.entries(entries)) {
      const isValue = key === 'value' && (named || variable);
      requireNoSecrets(problems, join(path, key), child, isSecretKey(key) || isValue);
    }
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
