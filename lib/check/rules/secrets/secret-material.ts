import type { Rule } from '../../rule';
import { secretForms } from '../../secret-forms';
import { matchLines } from '../../text-lines';

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
    ...secretForms.flatMap(([what, pattern]) =>
      matchLines(files, pattern).map(({ file, line, match }) => ({
        in: { file, line },
        // Only the beginning: the message ends in logs.
        message: `${what} ("${match[0].slice(0, 6)}…")`,
        expected: 'a reference to a secret of the Key Vault',
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
            message: 'a Secret with its content, which base64 does not hide',
            expected: 'a SecretProviderClass that reads the Key Vault',
            fix,
          })),
      ),
  ],
};
