import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const deployment = (value: string) => deploymentExample(`env: [{ name: DATABASE_PASSWORD, ${value} }]`);
/**
 * Variables whose names end like this hold secrets. A longer name (`_FILE`, `_NAME`, `_PATH`) holds
 * the location of one.
 */
const secretNames =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|API_KEY|APIKEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|CONNECTION_STRING|AUTH_TOKEN|HF_TOKEN|GITHUB_TOKEN|SLACK_TOKEN|ACCESS_TOKEN)$/;
/** Values that are not secrets: a switch, a path, a template, a reference to another variable. */
const harmless = /^(?:|true|false|none|null|changeit|\$\(.*\)|.*\{\{.*|\/.*|file:.*)$/i;

export const plainVariable: Rule = {
  id: 'secrets/plain-variable',
  title: 'An environment variable must not contain a secret in plain text',
  severity: 'error',
  why: 'The secret is readable in Git, in the database of the cluster and in every deployment log.',
  source: 'kubernetes.io/docs/concepts/configuration/secret (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('value: s3cr3t-Passw0rd') },
  good: { kubernetes: deployment('valueFrom: { secretKeyRef: { name: db, key: password } }') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) =>
      listAt(json, 'env').flatMap((variable, index) => {
        const name = textAt(variable, 'name') ?? '';
        const value = textAt(variable, 'value');
        if (value === undefined || !secretNames.test(name) || harmless.test(value)) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].value`,
            message: `${name} has a value in plain text, so the secret is readable in Git and in the cluster.`,
            expected: 'a secretKeyRef',
            fix: 'Store the secret in Key Vault, reference it with secretKeyRef, and rotate the exposed value.',
          },
        ];
      }),
    ),
};
