import type { DeploymentPicture, PictureFile } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { matchLines } from '../../text-lines';

/**
 * How CDKTF marks a value that it does not know yet: strings, lists and maps as `${TfToken[…]}`, `#{…}` and `&{…}`, numbers
 * as doubles near the end of their range (-1.888…e+289). Source: cdktf 0.21 `lib/tokens/private/encoding.js` (2026-11).
 */
const token = /[$#&]?\{?TfToken\[[^\]]*\]\}?|-\d(?:\.\d+)?e\+(?:2\d\d|30\d)\b/;
/** What cdk8s-cdktf-resolver writes into a manifest when it cannot reach the state. */
const failedFetch = /Failed fetching value for output/;
/** Terraform's own expressions mean nothing to Kubernetes. */
const expression = /\$\{(?:azurerm|data|var|local|module|random|helm)[._][A-Za-z0-9_.[\]-]*\}/;

const configured = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: default }
data: { key: "${value}" }
`;

export const terraformToken: Rule = {
  id: 'gitops/terraform-token',
  title: 'No Terraform value that is still unknown',
  severity: 'error',
  why: 'cdk8s writes a CDKTF token as text without an error, and the pod starts with "${TfToken[TOKEN.0]}" as its client id.',
  source: 'cdktf lib/tokens/private/encoding.js; cdk8s-team/cdk8s-cdktf-resolver src/resolve.ts (2026-11)',
  needs: [],
  bad: { kubernetes: configured('${TfToken[TOKEN.0]}') },
  good: { kubernetes: configured('a value') },
  check: (picture) => [
    ...matchLines(picture.files, token).map(({ file, line, match }) => ({
      in: { file, line },
      message: `"${match[0]}", a value that only Terraform knows`,
      expected: 'the value itself',
      fix: 'Hand the value over as a stack output and read it from the outputs file.',
    })),
    ...[failedFetch, expression].flatMap((pattern) =>
      matchLines(manifestsOf(picture), pattern).map(({ file, line, match }) => ({
        in: { file, line },
        message: `"${match[0]}", which Kubernetes takes as plain text`,
        expected: 'the value itself',
        fix: 'Hand the value over as a stack output and read it from the outputs file.',
      })),
    ),
  ],
};

/** YAML, and JSON that holds an object of Kubernetes; Terraform's own JSON is full of expressions. */
function manifestsOf({ files, objects }: DeploymentPicture): readonly PictureFile[] {
  const ofObjects = new Set(objects.map(({ file }) => file));
  return files.filter(({ path }) => /\.ya?ml$/.test(path) || ofObjects.has(path));
}
