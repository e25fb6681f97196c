import { deploymentsOfFiles } from '../../../lib/check/deployments-of-files';

const pathsOf = (...paths: string[]) =>
  deploymentsOfFiles(paths.map((path) => ({ path, text: '' }))).map((files) => files.map(({ path }) => path));

const manifests = ['dist/development/app/a.yaml', 'dist/production/app/a.yaml'] as const;

it('groups the files of an environment with its stack', () => {
  expect(
    pathsOf(
      ...manifests,
      'cdktf.out/stacks/development/cdk.tf.json',
      'cdktf.out/stacks/production/cdk.tf.json',
    ),
  ).toEqual([
    ['dist/development/app/a.yaml', 'cdktf.out/stacks/development/cdk.tf.json'],
    ['dist/production/app/a.yaml', 'cdktf.out/stacks/production/cdk.tf.json'],
  ]);
});

it('adds the Argo CD stack to its environment', () => {
  expect(pathsOf(...manifests, 'cdktf.out/stacks/production-argocd/cdk.tf.json')).toEqual([
    ['dist/development/app/a.yaml'],
    ['dist/production/app/a.yaml', 'cdktf.out/stacks/production-argocd/cdk.tf.json'],
  ]);
});

it('adds files without an environment to each group', () => {
  expect(pathsOf(...manifests, 'cdktf.out/stacks/shared/cdk.tf.json')).toEqual(
    manifests.map((path) => [path, 'cdktf.out/stacks/shared/cdk.tf.json']),
  );
});

it('has one group for one environment', () => {
  expect(pathsOf('dist/production/app/a.yaml', 'other.yaml')).toEqual([
    ['dist/production/app/a.yaml', 'other.yaml'],
  ]);
});
