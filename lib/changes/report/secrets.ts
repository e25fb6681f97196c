import { secretForms } from '../../check/secret-forms';
import { isJsonObject } from '../../values/json';

/** The text that replaces a secret. */
export const hidden = '(hidden)';

const keys = 'api|access|account|auth|encryption|master|private|secret|shared|signing|ssh|storage|tls';
const words = `password|passwd|pwd|passphrase|(?:client[_-]?)?secret|token|credentials?|(?:${keys})[_-]?key|connection[_-]?string|shared[_-]?access[_-]?signature|sas`;
/** Names of secret values in variables, flags and configuration. */
const secretName = new RegExp(`(?:(?:^|[_.-])(?:${words})|\\.(?:key|pfx|p12))$`, 'i');
/** A name such as `existingSecret` refers to an object, as in the values of charts. */
const nameOfObject = /[a-z0-9](?<!(?:client|app|consumer|jwt|oauth|session|signing|webhook))Secret$/;

/**
 * Secret fields whose names do not show it: fields that Terraform hides in its plans (`Sensitive`
 * in the schemas of azurerm 5.2 and helm 3.2, 2026-11), and URLs that contain a credential.
 */
const sensitiveFields: Readonly<Record<string, RegExp>> = {
  azurerm_application_gateway: /^ssl_certificate\.data$/,
  azurerm_key_vault_certificate: /^certificate\.contents$/,
  azurerm_key_vault_secret: /^value(?:_wo)?$/,
  azurerm_monitor_action_group: /_receiver\.(?:service_uri|http_trigger_url|callback_url)$/,
  helm_release: /^set_(?:sensitive|wo)\.value$/,
};

/** A value that refers to a secret and does not contain it. */
const reference = /^(?:\$|os\.environ\/|\{\{|\/)/;
const notReference = '(?!\\$|os\\.environ|\\{\\{|/)';
/** `password: value`, `adminPassword: "a b"`, `;AccountKey=value` in a text. */
const assignment = new RegExp(
  `((?:\\b|_)[\\w.-]*?(?:${words})["']?\\s*[:=]\\s*)(?:"(?!\\$|/)[^"\\n]+"|'(?!\\$|/)[^'\\n]+'|(?!["'])${notReference}\\S+)`,
  'gi',
);
/** `--api-key value` in a text. */
const flagWithValue = new RegExp(
  `((?:^|\\s)--?(?:[\\w.-]*[_.-])?(?:${words})\\s+)(?!-)${notReference}\\S+`,
  'gi',
);
const authorization =
  /(\bauthorization["']?\s*[:=]\s*["']?(?:\w+\s+)?|\bbearer\s+(?=\S{16}))(?!\$|\{\{)[^\s"']+/gi;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** A password in a URL. */
const inAddress = /(:\/\/[^\s:@/"]*:)[^\s@/"]+@/g;
const signature = /([?&]sig=)[^\s&"']+/gi;
const slackHook = /(hooks\.slack\.com\/services\/)[^\s"']+/gi;
const forms = secretForms.map(([, pattern]) => new RegExp(pattern.source, 'g'));

/** Whether a value with this name is a secret. */
export function isSecretName(name: string | undefined): boolean {
  if (name === undefined || nameOfObject.test(name)) return false;
  return secretName.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/**
 * Whether a field of an object or a Terraform resource is a secret by its name: a key, a flag, or
 * the variable of a `value`.
 */
export function isSecretField(kind: string, path: string): boolean {
  if (kind === 'Secret') return /^(?:data|stringData)\b/.test(path);
  if (sensitiveFields[kind]?.test(path.replace(/\[[^\]]*\]/g, '')) === true) return true;
  const names = [...path.matchAll(/\["([^"]*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(([, quoted, entry, name]) =>
    (quoted ?? entry ?? name)!.trim(),
  );
  const last = names.at(-1);
  return isSecretName(last === 'value' ? names.at(-2) : last);
}

/**
 * Whether the value of a secret field must be hidden. A boolean and a reference to a secret stay
 * visible.
 */
export function isSecretValue(value: unknown): boolean {
  if (typeof value === 'boolean' || value === null) return false;
  return !(typeof value === 'string' && reference.test(value));
}

/** Hides the secrets in a text. */
export function textWithoutSecrets(text: string): string {
  const named = text
    .replace(privateKey, hidden)
    .replace(authorization, `$1${hidden}`)
    .replace(assignment, `$1${hidden}`)
    .replace(flagWithValue, `$1${hidden}`)
    .replace(inAddress, `$1${hidden}@`)
    .replace(signature, `$1${hidden}`)
    .replace(slackHook, `$1${hidden}`);
  return forms.reduce((rest, form) => rest.replace(form, hidden), named);
}

/**
 * Hides the secrets in a value, for example in an added container or after the flags of a command
 * line.
 */
export function valueWithoutSecrets(value: unknown, kind: string, path: string): unknown {
  if (isSecretField(kind, path) && !isJsonObject(value) && !Array.isArray(value))
    return isSecretValue(value) ? hidden : value;
  if (typeof value === 'string') return textWithoutSecrets(value);
  if (Array.isArray(value))
    return value.map((each, index) => {
      const flag: unknown = value[index - 1];
      const isOfFlag = typeof flag === 'string' && /^--?[\w.-]+$/.test(flag) && isSecretName(flag);
      return isOfFlag && isSecretValue(each) && !/^-/.test(String(each))
        ? hidden
        : valueWithoutSecrets(each, kind, path);
    });
  if (!isJsonObject(value)) return value;
  const { name } = value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const entry = key === 'value' && typeof name === 'string' ? `${path}[${name}].value` : `${path}.${key}`;
      return [key, valueWithoutSecrets(each, kind, entry.replace(/^\./, ''))];
    }),
  );
}
