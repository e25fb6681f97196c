import { isPreviewId } from '../../../values/preview-id';
import type { DeploymentPicture } from '../../deployment-picture';
import type { RuleFinding } from '../../finding';
import type { Rule } from '../../rule';
import { matchLines } from '../../text-lines';

/** Words that mark a missing value. */
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
  title: 'Committed files must not contain placeholders',
  severity: 'error',
  why: 'A placeholder is valid YAML and valid Terraform. The failure appears only when a pod cannot get a token or pull its image.',
  source:
    'Azure/azure-workload-identity#340; learn.microsoft.com/azure/aks/workload-identity-overview (2026-11)',
  needs: [],
  bad: { kubernetes: configured('REPLACE_ME') },
  good: { kubernetes: configured('replaced') },
  check: (picture) => [
    ...[words, brackets].flatMap((pattern) =>
      placesOf(picture, pattern).map(({ place, match }) => ({
        ...place,
        message: `The file contains the placeholder "${match}", so the deployment uses it as the value.`,
        expected: 'the real value',
        fix: 'Set the value in the definition.',
      })),
    ),
    ...fakeIds(picture),
  ],
};

type Place = Pick<RuleFinding, 'in' | 'field'>;

/**
 * Every match in the files that are deployed as they are, comments excluded, and in the attributes
 * that HCL sets: its descriptions, conditions and locals reach no deployment.
 */
function placesOf(
  { files, objects, resources }: DeploymentPicture,
  pattern: RegExp,
): readonly { readonly place: Place; readonly match: string }[] {
  const isHcl = (file: string) => file.endsWith('.tf');
  // Values files and templates of issues are no part of a deployment.
  const deployed = new Set([...objects, ...resources].map(({ file }) => file));
  return [
    ...matchLines(
      files.filter(({ path }) => deployed.has(path) && !isHcl(path)),
      pattern,
    )
      .filter(({ isComment }) => !isComment)
      .map(({ file, line, match }) => ({ place: { in: { file, line } }, match: match[0] })),
    ...resources
      .filter(({ file }) => isHcl(file))
      .flatMap((resource) =>
        Object.entries(resource.attributes).flatMap(([field, value]) => {
          const match = pattern.exec(JSON.stringify(value) ?? '');
          return match === null ? [] : [{ place: { in: resource, field }, match: match[0] }];
        }),
      ),
  ];
}

function fakeIds(picture: DeploymentPicture): readonly RuleFinding[] {
  return placesOf(picture, guid)
    .filter(
      ({ match }) => !(picture.context.isPreview === true && isPreviewId(match) && !/^[0-]+$/.test(match)),
    )
    .map(({ place, match }) => ({
      ...place,
      message: `The id ${match} is a placeholder that does not exist in Azure, so every call with it fails.`,
      expected: 'an id that Azure assigned',
      fix: 'Use client ids from the outputs file, and subscription, tenant and group ids from the definition.',
    }));
}
