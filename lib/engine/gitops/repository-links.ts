/**
 * Where a host shows a commit, behind the address of the repository. GitHub's form is also that of Gitea and Azure DevOps.
 * A commit's id is to follow.
 */
export function commitUrlPrefix(repository: string): string {
  return `${browserAddress(repository)}${isGitLab(repository) ? '/-' : ''}/commit/`;
}

/** A file of a repository, as a host shows it to people. */
export interface RepositoryFile {
  /** HTTPS address of the repository. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** From the root of the repository, without a slash in front: `dist/production/RUNBOOK.md`. */
  readonly path: string;
}

/**
 * Address of a file, without an anchor. GitHub's form where the host is not known: GitHub Enterprise has a name of one's own.
 * Azure Repos asks what a revision is: `GB` for a branch, `GC` for a commit.
 */
export function fileUrl({ repository, revision, path }: RepositoryFile): string {
  const address = browserAddress(repository);
  if (isAzureDevOps(repository)) {
    const query = [
      ['path', `/${path}`],
      ['version', `${/^[0-9a-f]{40}$/.test(revision) ? 'GC' : 'GB'}${revision}`],
    ].map(([key, value]) => `${key}=${encodeURIComponent(value!).replaceAll('%2F', '/')}`);
    return `${address}?${query.join('&')}`;
  }
  return `${address}${isGitLab(repository) ? '/-' : ''}/blob/${revision}/${path}`;
}

/**
 * Address of a heading in a file of Markdown.
 *
 * @param anchor `#pods-restart`, as GitHub, GitLab and Azure DevOps make it of a heading.
 */
export function headingUrl(file: RepositoryFile, anchor: string): string {
  // Azure DevOps reads the heading from the query, and shows the source without `_a=preview`.
  return isAzureDevOps(file.repository)
    ? `${fileUrl(file)}&_a=preview&anchor=${anchor.replace(/^#/, '')}`
    : `${fileUrl(file)}${anchor}`;
}

const browserAddress = (repository: string) => repository.replace(/\/+$/, '').replace(/\.git$/, '');

const isGitLab = (repository: string) => /(?:^|\.)gitlab\./.test(new URL(repository).hostname);

const isAzureDevOps = (repository: string) =>
  /(?:^|\.)(?:dev\.azure\.com|visualstudio\.com)$/.test(new URL(repository).hostname);
