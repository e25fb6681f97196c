import { isPreviewId } from '../../../values/preview-id';
import type { DeploymentPicture } from '../../deployment-picture';
import type { RuleFinding } from '../../finding';
import type { Rule } from '../../rule';
import { matchLines } from '../../text-lines';

/** Words that people leave where a value belongs. */
const words = /\b(?:REPLACE[_-]?ME|CHANGE[_-]?ME|FIX[_-]?ME|TODO|YOUR[_-][A-Z]+(?:[_-][A-Z]+)*)\b/;
/** `<your-registry>`; not the named group of a regular expression, `(?P<name>…)`. */
const brackets = /(?<![?P\\])<[A-Za-z][A-Za-z0-9 _-]*>/;
const guid = /\b0{8}-0{4}-0{4}-0{4}-[0-9a-f]{12}\b/i;

const configured = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: default }
data: { key: ${value} }
`;

export const placeholder: Rule = {
  id: 'gitops/placeholder',
  title: 'No placeholder where a value belongs',
  severity: 'error',
  why: 'A placeholder is valid YAML and valid Terraform: it is found when the pod cannot get a token, or the image cannot be pulled.',
  source:
    'Azure/azure-workload-identity#340; learn.microsoft.com/azure/aks/workload-identity-overview (2026-11)',
  needs: [],
  bad: { kubernetes: configured('REPLACE_ME') },
  good: { kubernetes: configured('replaced') },
  check: (picture) => [
    ...[words, brackets].flatMap((pattern) =>
      matchLines(picture.files, pattern)
        .filter(({ isComment }) => !isComment)
        .map(({ file, line, match }) => ({
          in: { file, line },
          message: `the placeholder "${match[0]}"`,
          expected: 'a value',
          fix: 'Set the value in the definition.',
        })),
    ),
    ...fakeIds(picture),
  ],
};

function fakeIds(picture: DeploymentPicture): readonly RuleFinding[] {
  return matchLines(picture.files, guid)
    .filter(
      ({ match }) =>
        !(picture.context.isPreview === true && isPreviewId(match[0]) && !/^[0-]+$/.test(match[0])),
    )
    .map(({ file, line, match }) => ({
      in: { file, line },
      message: `${match[0]}, which is nobody's id`,
      expected: 'an id that Azure gave',
      fix: 'Client ids come from the outputs file; subscription, tenant and group ids from the definition.',
    }));
}
