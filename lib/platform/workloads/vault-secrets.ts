import type { ResolvedNotifications } from '../gitops/resolved-notifications';
import type { ResolvedWorkload } from './workload-kinds';

/** A secret of the Key Vault, with the workloads that read it. */
export interface VaultSecret {
  readonly name: string;
  readonly readBy: readonly string[];
}

/** Every secret that must exist in the Key Vault before its readers start, by name. */
export function vaultSecrets(
  workloads: readonly ResolvedWorkload[],
  notifications: ResolvedNotifications | undefined,
): readonly VaultSecret[] {
  const readers = [...workloads, { name: "Argo CD's notifications", secrets: notifications?.secrets ?? [] }];
  const readBy = new Map<string, Set<string>>();
  for (const { name, secrets } of readers) {
    for (const { secret } of secrets) readBy.set(secret, (readBy.get(secret) ?? new Set()).add(name));
  }
  return [...readBy.keys()].sort().map((name) => ({ name, readBy: [...readBy.get(name)!] }));
}
