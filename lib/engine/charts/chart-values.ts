import type { ProblemList } from '../../problems/problem-list';

/** Plain JSON but for `null`, which cdk8s drops on the way to YAML: what Helm takes for "without the default" would be silence. */
export type ChartValue =
  | string
  | number
  | boolean
  | readonly ChartValue[]
  | { readonly [key: string]: ChartValue };

/** Values of a chart: `values.yaml` as an object. */
export type ChartValues = { readonly [key: string]: ChartValue };

const secretFix =
  'Put it into Key Vault, and give the chart the Kubernetes Secret by name: existingSecret, secretKeyRef or what the chart has for it.';

/** Adds a problem for each value that would not arrive, or that is a secret by its name. */
export function requireChartValues(problems: ProblemList, values: ChartValues): void {
  requirePlain(problems, '', values);
  requireNoSecrets(problems, '', values, false);
}

/** Anything else is lost or changed on its way to YAML. */
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
  problems.add(
    path,
    `${what} does not reach the chart as it is`,
    'Give a string, number, boolean, list or object.',
  );
}

/** Last words of a key that is a secret. */
const secretWords =
  /(?:passw(?:or)?d|passphrase|secret|token|salt|credentials?|connectionstring|(?:api|access|account|encryption|master|private|secret|signing|license)key)$/;
/** Keys that end like one and are names of a Secret. */
const references = /^(?:existing|imagepull|external)|(?:ref|name)$/;

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return secretWords.test(plain) && !references.test(plain);
}

/** `$(NAME)` in an environment variable, `${NAME}` in a file: filled in inside of the pod. */
const isFilledInLater = (text: string) => /^[^$]*\$[({][A-Za-z_][A-Za-z0-9_]*[)}][^$]*$/.test(text);

/** @param named whether what the value belongs to is a secret by its name. */
function requireNoSecrets(problems: ProblemList, path: string, value: ChartValue, named: boolean): void {
  if (typeof value === 'string') {
    if (!named || value === '' || isFilledInLater(value)) return;
    // The value itself is not told: messages end in logs.
    problems.add(path, 'a secret is written down here', secretFix);
  } else if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) {
      requireNoSecrets(problems, `${path}[${index}]`, child, named && typeof child === 'string');
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = value as ChartValues;
    // An environment variable is named by the field beside its value.
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
