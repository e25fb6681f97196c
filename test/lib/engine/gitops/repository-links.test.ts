import { commitUrlPrefix, fileUrl, headingUrl } from '../../../../lib/engine/gitops/repository-links';

const path = 'dist/production/RUNBOOK.md';
const link = (repository: string, revision = 'main') =>
  headingUrl({ repository, revision, path }, '#pods-restart');

test.each([
  [
    'https://github.com/my-org/gitops',
    'https://github.com/my-org/gitops/blob/main/dist/production/RUNBOOK.md#pods-restart',
  ],
  [
    'https://github.com/my-org/gitops.git',
    'https://github.com/my-org/gitops/blob/main/dist/production/RUNBOOK.md#pods-restart',
  ],
  [
    'https://git.example.com/my-org/gitops/',
    'https://git.example.com/my-org/gitops/blob/main/dist/production/RUNBOOK.md#pods-restart',
  ],
  [
    'https://gitlab.com/my-org/gitops.git',
    'https://gitlab.com/my-org/gitops/-/blob/main/dist/production/RUNBOOK.md#pods-restart',
  ],
  [
    'https://dev.azure.com/my-org/my-project/_git/gitops',
    'https://dev.azure.com/my-org/my-project/_git/gitops?path=/dist/production/RUNBOOK.md&version=GBmain&_a=preview&anchor=pods-restart',
  ],
  [
    'git@github.com:my-org/gitops.git',
    'https://github.com/my-org/gitops/blob/main/dist/production/RUNBOOK.md#pods-restart',
  ],
  [
    'git@ssh.dev.azure.com:v3/my-org/my-project/gitops',
    'https://dev.azure.com/my-org/my-project/_git/gitops?path=/dist/production/RUNBOOK.md&version=GBmain&_a=preview&anchor=pods-restart',
  ],
])('a heading at %s', (repository, url) => expect(link(repository)).toBe(url));

test('Azure DevOps distinguishes branches from commits', () => {
  const repository = 'https://dev.azure.com/my-org/my-project/_git/gitops';
  expect(fileUrl({ repository, revision: 'release/1.0', path })).toContain('&version=GBrelease/1.0');
  expect(fileUrl({ repository, revision: 'a'.repeat(40), path })).toContain(`&version=GC${'a'.repeat(40)}`);
});

test.each([
  ['https://github.com/my-org/gitops.git', 'https://github.com/my-org/gitops/commit/'],
  ['https://gitlab.example.com/my-org/gitops', 'https://gitlab.example.com/my-org/gitops/-/commit/'],
  [
    'https://dev.azure.com/my-org/my-project/_git/gitops',
    'https://dev.azure.com/my-org/my-project/_git/gitops/commit/',
  ],
])('a commit at %s', (repository, prefix) => expect(commitUrlPrefix(repository)).toBe(prefix));
