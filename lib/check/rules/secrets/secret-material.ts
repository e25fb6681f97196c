import { fieldPath, mapAt } from '../../../values/json';
import type { FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { secretForms } from '../../secret-forms';
import { configuredSecrets, isSecret, passwordUrlIn } from '../../secret-values';
import { matchLines } from '../../text-lines';

const fix =
  'Store the secret in Key Vault, refer to it with a SecretProviderClass, and rotate the exposed value.';

/** Why a field of a Secret does not protect its values. */
const encodings = {
  data: 'which are encoded and not encrypted',
  stringData: 'which are plain text',
} as const;

const secret = (content: string) => `
apiVersion: v1
kind: Secret
metadata: { name: a, namespace: default }
${content}
`;

export const secretMaterial: Rule = {
  id: 'secrets/secret-material',
  title: 'Committed files must not contain secrets',
  severity: 'error',
  why: 'Manifests are in Git, and Terraform keeps its values in the state. A secret that was in either must be rotated.',
  source: 'argo-cd.readthedocs.io/en/stable/operator-manual/secret-management (2026-11)',
  needs: [],
  bad: { kubernetes: secret('data: { password: cGFzcw== }') },
  good: { kubernetes: secret('type: Opaque') },
  check: ({ files, objects }) => [
    ...secretForms.flatMap(([form, pattern]) =>
      matchLines(files, pattern).map(({ file, line, match }) => ({
        in: { file, line },
        // Only the first characters, because findings appear in logs.
        message: `The file contains ${form} ("${match[0].slice(0, 6)}…"), so the secret is exposed in Git.`,
        expected: 'a reference to a secret in Key Vault',
        fix,
      })),
    ),
    ...objects
      .filter(
        ({ object, file }) =>
          object.kind === 'Secret' &&
          object.apiVersion === 'v1' &&
          // A chart can make certificates and passwords, which are not in Git.
          !files.some((each) => each.path === file && each.isRendered === true),
      )
      .flatMap((found) =>
        (['data', 'stringData'] as const)
          .filter((field) => Object.keys((found.object[field] as object | undefined) ?? {}).length > 0)
          .map((field) => ({
            in: found,
            field,
            message: `The Secret has values in ${field}, ${encodings[field]}, so they are exposed in Git.`,
            expected: 'a SecretProviderClass that reads the Key Vault',
            fix,
          })),
      ),
    ...objects.filter(({ object }) => object.kind === 'ConfigMap').flatMap(secretsOfConfig),
  ],
};

/** Secrets in the values of a ConfigMap, which are files or single values. */
function secretsOfConfig(found: FoundObject) {
  return Object.entries(mapAt(found.object, 'data')).flatMap(([key, text]) => {
    if (typeof text !== 'string') return [];
    const isFile = text.includes('\n');
    const url = passwordUrlIn(text);
    const names = [
      ...(isFile ? configuredSecrets(text).map(({ name }) => name) : isSecret(key, text) ? [key] : []),
      ...(url === undefined ? [] : [url]),
    ];
    return [...new Set(names)].map((name) => ({
      in: found,
      field: fieldPath('data', key),
      message: `${name} has a secret in plain text, so it is exposed in Git.`,
      expected: 'a reference to a variable that comes from Key Vault',
      fix,
    }));
  });
}
