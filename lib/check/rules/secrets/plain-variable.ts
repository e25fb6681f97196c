import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isSecret, passwordUrlIn } from '../../secret-values';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const deployment = (value: string) => deploymentExample(`env: [{ name: DATABASE_PASSWORD, ${value} }]`);

const expected = 'a secretKeyRef';
const fix = 'Store the secret in Key Vault, reference it with secretKeyRef, and rotate the exposed value.';

export const plainVariable: Rule = {
  id: 'secrets/plain-variable',
  title: 'Environment variables and arguments must not contain a secret in plain text',
  severity: 'error',
  why: 'The secret is readable in Git, in the database of the cluster and in every deployment log.',
  source: 'kubernetes.io/docs/concepts/configuration/secret (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('value: s3cr3t-Passw0rd') },
  good: { kubernetes: deployment('valueFrom: { secretKeyRef: { name: db, key: password } }') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) => [
      ...listAt(json, 'env').flatMap((variable, index) => {
        const name = textAt(variable, 'name') ?? '';
        const value = textAt(variable, 'value');
        if (value === undefined) return [];
        const url = passwordUrlIn(value);
        if (url === undefined && !isSecret(name, value)) return [];
        const what = url === undefined ? 'a value in plain text' : `a password in plain text (${url})`;
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].value`,
            message: `${name} has ${what}, so the secret is readable in Git and in the cluster.`,
            expected,
            fix,
          },
        ];
      }),
      ...['command', 'args'].flatMap((field) =>
        listAt(json, field).flatMap((argument, index, words) => {
          const text = String(argument);
          const [, name, attached] = /^--?([\w.-]+)(?:=(.*))?$/s.exec(text) ?? [];
          const next = words[index + 1];
          const value = attached ?? (typeof next === 'string' && !next.startsWith('-') ? next : undefined);
          const url = passwordUrlIn(text);
          const isFlag = name !== undefined && value !== undefined && isSecret(name, value);
          if (url === undefined && !isFlag) return [];
          return [
            {
              in: pod.owner,
              field: `${path}.${field}[${index}]`,
              message: `The argument ${url ?? `--${name}`} has a secret in plain text, so it is readable in Git and in the cluster.`,
              expected: 'a variable with a secretKeyRef',
              fix,
            },
          ];
        }),
      ),
    ]),
};
