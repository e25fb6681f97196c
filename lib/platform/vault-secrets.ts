import { langfuseVariables } from '../engine/langfuse/langfuse-secrets';
import type { ResolvedNotifications } from './resolved-notifications';
import type { ResolvedPlatform } from './resolved-platform';

type Readers = { readonly notifications: ResolvedNotifications | undefined } & Pick<
  ResolvedPlatform,
  'inferenceServers' | 'gateway' | 'langfuse' | 'httpApps' | 'agentApps' | 'queueWorkers' | 'cronJobs'
>;

/** Every secret that has to be in the Key Vault before its readers start, by name. */
export function vaultSecrets(platform: Readers): ResolvedPlatform['vaultSecrets'] {
  const { gateway, langfuse, notifications } = platform;
  const readers = [
    ...platform.inferenceServers,
    ...(gateway?.type === 'litellm' ? [gateway] : []),
    ...(langfuse === undefined
      ? []
      : [{ name: langfuse.name, secrets: langfuseVariables(langfuse.secrets) }]),
    ...platform.httpApps,
    ...platform.agentApps,
    ...platform.queueWorkers,
    ...platform.cronJobs,
    ...(notifications === undefined
      ? []
      : [{ name: "Argo CD's notifications", secrets: notifications.secrets }]),
  ];
  const readBy = new Map<string, Set<string>>();
  for (const { name, secrets } of readers) {
    for (const { secret } of secrets) readBy.set(secret, (readBy.get(secret) ?? new Set()).add(name));
  }
  return [...readBy.keys()].sort().map((name) => ({ name, readBy: [...readBy.get(name)!] }));
}
