import { browserAddress } from '../../values/repository-address';

/**
 * Address of a commit in the browser, without the id of the commit. GitHub, Gitea and Azure DevOps
 * have the same form.
 */
export function commitUrlPrefix(repository: string): string {
  return `${browserAddress(repository)}${isGitLab(repository) ? '/-' : ''}/commit/`;
}

/** A file of a repository. */
export interface RepositoryFile {
  /** HTTPS or SSH address of the repository. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /**
   * Path from the root of the repository, without a leading slash: `dist/production/RUNBOOK.md`.
   */
  readonly path: string;
}

/**
 * Address of a file in the browser, without an anchor. Unknown hosts get GitHub's form, because
 * GitHub Enterprise has custom host names. Azure Repos distinguishes branches (`GB`) and commits
 * (`GC`).
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
 * Address of a heading in a Markdown file.
 *
 * @param anchor `#pods-restart`, from `headingAnchor()`
 */
export function headingUrl(file: RepositoryFile, anchor: string): string {
  // Azure DevOps reads the heading from the query, and renders Markdown only with `_a=preview`.
  return isAzureDevOps(file.repository)
    ? `${fileUrl(file)}&_a=preview&anchor=${anchor.replace(/^#/, '')}`
    : `${fileUrl(file)}${anchor}`;
}

const hostOf = (repository: string) => new URL(browserAddress(repository)).hostname;

const isGitLab = (repository: string) => /(?:^|\.)gitlab\./.test(hostOf(repository));

const isAzureDevOps = (repository: string) =>
  /(?:^|\.)(?:dev\.azure\.com|visualstudio\.com)$/.test(hostOf(repository));
