/**
 * Names that hold a secret: the last words of a variable or of a key in a configuration. A longer
 * name (`_FILE`, `_NAME`, `_PATH`) holds the location of one.
 */
const secretName =
  /(?:^|[_.-])(?:password|passwd|pwd|secret|apikey|connection[_-]?string)$|[a-z0-9][_.-](?:token|key|salt)$|(?:password|apikey|secretkey|accesskey|accesstoken|clientsecret|privatekey)$/i;

/** Keys that are no secrets: of data, of an object, of a public half. */
const publicName =
  /(?:^|[_.-])(?:public|partition|primary|foreign|sort|shard|routing|cache|row|hash|object|map|group|label|config|idempotency|ordering|message|session|rate[_-]?limit|max|min|num|pad|eos|bos|stop|start|end|unk|mask|image|prompt|next|special|chat|per)[_.-]?(?:key|token|secret)$/i;

/** Values that are not secrets: a switch, a path, a reference, a word in place of a key. */
const noSecret =
  /^(?:|true|false|null|\d{1,6}|changeit|empty|none|dummy|fake|unused|unset|n\/?a|x+|\*+|<.*>|no[-_ ]?(?:key|token)|not[-_ ]?(?:used|needed|required|set)|placeholder|\$.*|.*\{\{.*|.*\$\{.*|.*\$\(.*|os\.environ\/.*|env[:.].*|\/.*|\.{1,2}\/.*|(?:file|https?|vault|ref|kv|akvs?):.*|@.*)$/i;

/** Whether a variable or key of this name and value is a secret in plain text. */
export function isSecret(name: string, value: string): boolean {
  return secretName.test(name) && !publicName.test(name) && !noSecret.test(value.trim());
}

const urlWithPassword = /\b[a-z][a-z0-9+.-]*:\/\/([^\s:/@"'?#]*):([^\s@/"']+)@[^\s/"']+/i;

/**
 * The part of a URL with a password that may be shown: `postgresql://app:…@db`; undefined if the
 * text has none, or the password is a reference such as `$(PASSWORD)`.
 */
export function passwordUrlIn(text: string): string | undefined {
  const [url, user, password] = urlWithPassword.exec(text) ?? [];
  if (url === undefined || password === undefined) return undefined;
  if (noSecret.test(password) || /^[$<{%]/.test(password) || /^[$<{%]/.test(user!)) return undefined;
  return url.replace(`:${password}@`, ':…@');
}

/** A secret in the lines of a configuration: YAML, JSON, TOML, properties, `.env`. */
export interface ConfiguredSecret {
  readonly name: string;
  /** Counted from 0. */
  readonly line: number;
}

const assignment =
  /^\s*(?:-\s+)?["']?([\w.-]+)["']?\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|([^\s#,}]+))\s*,?\s*(?:#.*)?$/;

/** Secrets in the lines of a configuration file. */
export function configuredSecrets(text: string): readonly ConfiguredSecret[] {
  return text.split('\n').flatMap((content, line) => {
    const [, name, double, single, bare] = assignment.exec(content) ?? [];
    const value = double ?? single ?? bare;
    if (name === undefined || value === undefined) return [];
    // Configurations have many short words after names like these; a key is longer.
    return isSecret(name, value) && value.length >= 8 && !/\s/.test(value) ? [{ name, line }] : [];
  });
}
