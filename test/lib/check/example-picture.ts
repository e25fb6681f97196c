import type { DeploymentPicture, PictureContext } from '../../../lib/check/deployment-picture';
import { readFiles } from '../../../lib/check/read-files';
import type { RuleExample } from '../../../lib/check/rule';

/** The example of a rule as the files of a repository. */
export function pictureOf(
  { kubernetes, terraform }: RuleExample,
  context?: PictureContext,
): DeploymentPicture {
  const files = [
    ...(kubernetes === undefined ? [] : [{ path: 'example.yaml', text: kubernetes }]),
    ...(terraform === undefined
      ? []
      : [{ path: 'example.tf.json', text: JSON.stringify(terraform, null, 2) }]),
  ];
  const { picture, unreadable } = readFiles(files, context);
  expect(unreadable).toEqual([]);
  return picture;
}
