/** What is known of an image, whatever installs it. */
export interface ComponentImage {
  readonly name: string;
  /** Matches the repository of the image, without registry and tag. */
  readonly repository: RegExp;
  /** Memory in MiB, below which the container is killed at its start. */
  readonly memoryFloorMiB?: number;
  /**
   * Seconds that the start can take, because the process migrates its database first. A restart in
   * the middle leaves a half-migrated database.
   */
  readonly migrationSeconds?: number;
}

/** Images with facts that a manifest can contradict. */
export const componentImages: readonly ComponentImage[] = [
  {
    name: 'LiteLLM',
    repository: /(?:^|\/)litellm(?:-database|-non_root|-proxy)?$/,
    // Killed with 512 MiB and with 1 GiB while Prisma starts, and good with 2 GiB:
    // gke-labs/kube-agents PR#78, davealtena/homelab PR#1542 (2026-12).
    memoryFloorMiB: 1536,
  },
  {
    name: 'Langfuse',
    repository: /(?:^|\/)langfuse$/,
    // Migrates PostgreSQL and ClickHouse before it listens: langfuse/langfuse-k8s#190 and #381,
    // langfuse/langfuse-terraform-azure#33, where restarts within minutes ended as "Dirty database
    // version" (2026-12).
    migrationSeconds: 120,
  },
];

/** Facts about an image reference; undefined for any other image. */
export function componentOf(image: string): ComponentImage | undefined {
  const repository = image.replace(/@sha256:.*$/, '').replace(/:[^:/]*$/, '');
  return componentImages.find((each) => each.repository.test(repository));
}
