import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';

const deployment = (value: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0", env: [{ name: DATABASE_PASSWORD, ${value} }] }] }
`;
/** Names that end so hold secrets; those that go on (`_FILE`, `_NAME`, `_PATH`) say where one is. */
const secretNames =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|API_KEY|APIKEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|CONNECTION_STRING|AUTH_TOKEN|HF_TOKEN|GITHUB_TOKEN|SLACK_TOKEN|ACCESS_TOKEN)$/;
/** What is said of no secret: a switch, a reference, a variable of Kubernetes. */
const harmless = /^(?:|true|false|none|null|changeit|\$\(.*\)|.*\{\{.*|\/.*|file:.*)$/i;

export const plainVariable: Rule = {
  id: 'secrets/plain-variable',
  title: 'A secret is not the value of a variable',
  severity: 'error',
  why: 'It is in Git, in the cluster’s database and in every log of a deployment.',
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
            message: `a value in plain text for ${name}`,
            expected: 'a reference to a secret',
            fix: 'Put it into Key Vault, refer to it by secretKeyRef, and replace the one that was written down here.',
          },
        ];
      }),
    ),
};
