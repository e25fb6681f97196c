/** Reference of a container image: registry, repository, and a fixed tag or a digest. */
export class ImageReference {
  private constructor(
    /** Host of the registry: `nvcr.io`. `docker.io` if the reference names none. */
    readonly registry: string,
    readonly repository: string,
    readonly tag: string | undefined,
    readonly digest: string | undefined,
  ) {}

  /**
   * Parses `host/repository:tag`, `repository:tag` (Docker Hub) and `…@sha256:…`.
   *
   * @throws {Error} if the reference has neither a digest nor a fixed tag. Tags such as `latest`
   * change the image of a running platform without a commit, and Argo CD does not notice.
   */
  static parse(text: string): ImageReference {
    const problem = imageProblem(text);
    if (problem !== undefined) throw new Error(problem);
    const [, name = '', tag, digest] = pattern.exec(text)!;
    const slash = name.indexOf('/');
    const first = slash === -1 ? '' : name.slice(0, slash);
    const hasHost = /[.:]/.test(first) || first === 'localhost';
    return new ImageReference(
      hasHost ? first : 'docker.io',
      hasHost ? name.slice(slash + 1) : slash === -1 ? `library/${name}` : name,
      tag,
      digest,
    );
  }

  /** An image in the registry with this host. */
  static inRegistry(registryHost: string, repository: string, tag: string): ImageReference {
    return ImageReference.parse(`${registryHost}/${repository}:${tag}`);
  }

  /** The full reference, with its registry. */
  toString(): string {
    const tag = this.tag === undefined ? '' : `:${this.tag}`;
    const digest = this.digest === undefined ? '' : `@${this.digest}`;
    return `${this.registry}/${this.repository}${tag}${digest}`;
  }
}

const pattern =
  /^((?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** Tags that move by convention. */
const movingTags = ['latest', 'nightly', 'main', 'master', 'dev', 'edge', 'stable'];

/** Returns the problem of an image reference; undefined if it is valid. */
export function imageProblem(text: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return `"${text}" is not an image reference: the form is registry/repository:tag`;
  const [, , tag, digest] = match;
  if (digest !== undefined) return undefined;
  if (tag === undefined)
    return `"${text}" has no tag, which means latest: the image would change without a commit`;
  return movingTags.includes(tag.toLowerCase())
    ? `"${text}" has the moving tag "${tag}": the image would change without a commit`
    : undefined;
}

/**
 * Public registries that images may always come from. Any other registry must be the platform's
 * own, or in `imageRegistries`.
 */
export const wellKnownRegistries: readonly string[] = [
  'docker.io',
  'ghcr.io',
  'mcr.microsoft.com',
  'nvcr.io',
  'quay.io',
  'registry.k8s.io',
];
