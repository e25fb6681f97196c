/** A container image by registry, repository and a fixed tag or digest. */
export class ImageReference {
  private constructor(
    /** Host of the registry: `nvcr.io`. Images of Docker Hub have `docker.io`, written or not. */
    readonly registry: string,
    readonly repository: string,
    readonly tag: string | undefined,
    readonly digest: string | undefined,
  ) {}

  /**
   * Reads `host/repository:tag`, `repository:tag` (Docker Hub) and `…@sha256:…`.
   *
   * @throws {Error} if there is neither a digest nor a tag that stays the same: `latest` and its like move under
   * a running platform, and Argo CD does not see it.
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

  /** An image of a registry of the platform: the host comes from the registry's name. */
  static inRegistry(registryHost: string, repository: string, tag: string): ImageReference {
    return ImageReference.parse(`${registryHost}/${repository}:${tag}`);
  }

  /** The full form, with the registry written out. */
  toString(): string {
    const tag = this.tag === undefined ? '' : `:${this.tag}`;
    const digest = this.digest === undefined ? '' : `@${this.digest}`;
    return `${this.registry}/${this.repository}${tag}${digest}`;
  }
}

const pattern =
  /^((?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** Tags that name a moving target by convention. */
const movingTags = ['latest', 'nightly', 'main', 'master', 'dev', 'edge', 'stable'];

/** Says what is wrong with an image reference; undefined if it is right. */
export function imageProblem(text: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return `"${text}" is not an image reference (registry/repository:tag)`;
  const [, , tag, digest] = match;
  if (digest !== undefined) return undefined;
  if (tag === undefined)
    return `"${text}" has no tag, which means latest: the image would change without a commit`;
  return movingTags.includes(tag.toLowerCase())
    ? `"${text}" has the moving tag "${tag}": the image would change without a commit`
    : undefined;
}

/**
 * Public registries that images may come from without being named in the definition. Everything else must be the
 * platform's own registry or be listed.
 */
export const wellKnownRegistries: readonly string[] = [
  'docker.io',
  'ghcr.io',
  'mcr.microsoft.com',
  'nvcr.io',
  'quay.io',
  'registry.k8s.io',
];
