/** Address of a Git repository, as Git and Argo CD read it. */
export interface RepositoryAddress {
  readonly protocol: 'https' | 'ssh';
  /** Host without user name and port: `github.com`. */
  readonly host: string;
  /** Path without slashes at its ends and without `.git`: `my-org/gitops`. */
  readonly path: string;
}

const https = /^https:\/\/([^\s/@?#]+)\/([^\s@?#]+)$/;
/** A port of an SSH server means nothing to a browser. */
const ssh = /^ssh:\/\/(?:[\w.-]+@)?([\w.-]+)(?::\d+)?\/([^\s@?#]+)$/;
/**
 * The short form of SSH: `git@github.com:my-org/gitops.git`. A path that starts with a slash is
 * absolute.
 */
const scp = /^[\w.-]+@([\w.-]+):\/?([^\s@?#]+)$/;

/**
 * Reads an HTTPS or SSH address; undefined for another form, and for an address with a password or
 * token.
 *
 * @see git-scm.com/docs/git-clone, "Git URLs"; argo-cd.readthedocs.io, "Private Repositories"
 * (2026-11)
 */
export function parseRepositoryAddress(text: string): RepositoryAddress | undefined {
  const match = https.exec(text);
  const [, host, path] = match ?? ssh.exec(text) ?? scp.exec(text) ?? [];
  const segments = (path ?? '')
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean);
  if (host === undefined || segments.length === 0) return undefined;
  return { protocol: match === null ? 'ssh' : 'https', host, path: segments.join('/') };
}

/**
 * Hosts of SSH servers whose websites have another name.
 *
 * @see the documentation of each host (2026-11)
 */
const websites: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
  'ssh.dev.azure.com': 'dev.azure.com',
};

/**
 * Address of the repository in a browser.
 *
 * @throws {Error} if the text is not an address.
 */
export function browserAddress(text: string): string {
  const address = parseRepositoryAddress(text);
  if (address === undefined) throw new Error(`"${text}" is not the address of a repository`);
  const { protocol, host, path } = address;
  if (protocol === 'https') return `https://${host}/${path}`;
  const website = Object.hasOwn(websites, host) ? websites[host]! : host;
  // Azure Repos: `git@ssh.dev.azure.com:v3/my-org/my-project/gitops`.
  const azure = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path);
  return azure !== null && website === 'dev.azure.com'
    ? `https://${website}/${azure[1]}/${azure[2]}/_git/${azure[3]}`
    : `https://${website}/${path}`;
}
