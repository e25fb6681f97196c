import type { Rule } from '../../rule';
import { matchLines } from '../../text-lines';

/**
 * Forms that are secrets and nothing else; each with what it is. Loose ones (any long word) would cry wolf.
 * Source: docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns (2026-11).
 */
const patterns: readonly (readonly [what: string, pattern: RegExp])[] = [
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

const fix =
  'Put it into Key Vault, name the secret in the definition, and replace the one that was written down here.';

const secret = (content: string) => `
apiVersion: v1
kind: Secret
metadata: { name: a, namespace: default }
${content}
`;

export const secretMaterial: Rule = {
  id: 'secrets/secret-material',
  title: 'No secret in what is committed',
  severity: 'error',
  why: 'Manifests are committed and Terraform keeps its values in the state: a secret that was in either has to be replaced.',
  source: 'argo-cd.readthedocs.io/en/stable/operator-manual/secret-management (2026-11)',
  needs: [],
  bad: { kubernetes: secret('data: { password: cGFzcw== }') },
  good: { kubernetes: secret('type: Opaque') },
  check: ({ files, objects }) => [
    ...patterns.flatMap(([what, pattern]) =>
      matchLines(files, pattern).map(({ file, line, match }) => ({
        in: { file, line },
        // Only the beginning: the message ends in logs.
        is: `${what} ("${match[0].slice(0, 6)}…")`,
        mustBe: 'a reference to a secret of the Key Vault',
        fix,
      })),
    ),
    ...objects
      .filter(({ object }) => object.kind === 'Secret' && object.apiVersion === 'v1')
      .flatMap((found) =>
        (['data', 'stringData'] as const)
          .filter((field) => Object.keys((found.object[field] as object | undefined) ?? {}).length > 0)
          .map((field) => ({
            in: found,
            field,
            is: 'a Secret with its content, which base64 does not hide',
            mustBe: 'a SecretProviderClass that reads the Key Vault',
            fix,
          })),
      ),
  ],
};
