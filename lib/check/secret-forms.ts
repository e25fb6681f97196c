/**
 * Patterns that match only secrets, each with a name. Looser patterns (any long word) would cause
 * false alarms. Source:
 * docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 * (2026-11).
 */
export const secretForms: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a shared access key', /SharedAccessKey=[A-Za-z0-9+/=]{20,}/],
  ['a shared access signature', /[?&]sig=[A-Za-z0-9%+/=]{30,}/],
  ['a storage account key', /AccountKey=[A-Za-z0-9+/=]{20,}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}\b/],
  ['an API key', /\bsk-[A-Za-z0-9_-]{20,}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['an NVIDIA API key', /\bnvapi-[A-Za-z0-9_-]{40,}/],
];
