import type { DeploymentPicture, PictureFile } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { matchLines } from '../../text-lines';

/**
 * Placeholders that CDKTF writes for a value that Terraform resolves during apply: `${TfToken[…]}`,
 * `#{…}` and `&{…}` for strings, lists and maps, and doubles near the end of their range for
 * numbers (-1.888…e+289). Source: cdktf 0.21 `lib/tokens/private/encoding.js` (2026-11).
 */
const token = /[$#&]?\{?TfToken\[[^\]]*\]\}?|-\d(?:\.\d+)?e\+(?:2\d\d|30\d)\b/;
/** Text that cdk8s-cdktf-resolver writes into a manifest when it cannot reach the state. */
const failedFetch = /Failed fetching value for output/;
/** Terraform expressions, which Kubernetes does not resolve. */
const expression = /\$\{(?:azurerm|data|var|local|module|random|helm)[._][A-Za-z0-9_.[\]-]*\}/;

const configured = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: default }
data: { key: "${value}" }
`;

export const terraformToken: Rule = {
  id: 'gitops/terraform-token',
  title: 'Manifests must not contain unresolved Terraform values',
  severity: 'error',
  why: 'cdk8s writes a CDKTF token as text without an error, and the pod starts with "${TfToken[TOKEN.0]}" as its client id.',
  source: 'cdktf lib/tokens/private/encoding.js; cdk8s-team/cdk8s-cdktf-resolver src/resolve.ts (2026-11)',
  needs: [],
  bad: { kubernetes: configured('${TfToken[TOKEN.0]}') },
  good: { kubernetes: configured('a value') },
  check: (picture) => [
    ...matchLines(picture.files, token).map(({ file, line, match }) => ({
      in: { file, line },
      message: `"${match[0]}" is an unresolved CDKTF token, so the deployment uses this text as the value.`,
      expected: 'the value itself',
      fix: 'Pass the value as a stack output, and read it from the outputs file.',
    })),
    ...[failedFetch, expression].flatMap((pattern) =>
      matchLines(manifestsOf(picture), pattern).map(({ file, line, match }) => ({
        in: { file, line },
        message: `Kubernetes does not resolve "${match[0]}", so the workload gets this text as the value.`,
        expected: 'the value itself',
        fix: 'Pass the value as a stack output, and read it from the outputs file.',
      })),
    ),
  ],
};

/**
 * YAML files, and JSON files with Kubernetes objects. Terraform JSON contains expressions on
 * purpose.
 */
function manifestsOf({ files, objects }: DeploymentPicture): readonly PictureFile[] {
  const objectFiles = new Set(objects.map(({ file }) => file));
  return files.filter(({ path }) => /\.ya?ml$/.test(path) || objectFiles.has(path));
}
