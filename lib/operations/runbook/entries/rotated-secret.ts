import { restartChart, restartCommands } from '../chapters/restart-manually';
import { code, codes } from '../markdown-blocks';
import type { SecretDelivery } from '../read-secret-deliveries';
import type { Runbook } from '../runbook';
import type { RunbookWorkload } from '../runbook-workload';

/** Secret of the Key Vault with all its deliveries. */
export interface RotatedSecret {
  readonly name: string;
  readonly deliveries: readonly SecretDelivery[];
}

/** Secrets of the environment, without certificates, which have an entry of their own. */
export function rotatedSecrets({ deliveries }: Runbook): readonly RotatedSecret[] {
  const secrets = deliveries.filter(({ isCertificate }) => !isCertificate);
  const names = [...new Set(secrets.map(({ vaultSecret }) => vaultSecret))].sort();
  return names.map((name) => ({
    name,
    deliveries: secrets.filter(({ vaultSecret }) => vaultSecret === name),
  }));
}

/** Whether the secret encrypts or hashes stored data, which a new value makes unreadable. */
export function isPermanent({ name }: RotatedSecret, { inventory }: Runbook): boolean {
  return inventory.workloads.some(({ secretUse }) => secretUse.permanent.includes(name));
}

/** Readers of a secret, for a table. */
export function readersText(secret: RotatedSecret, runbook: Runbook): string {
  const charts = secret.deliveries.flatMap(({ readers }) =>
    readers.filter(({ owner }) => owner.object.kind === 'Application'),
  );
  return [
    ...new Set([
      ...readingWorkloads(secret, runbook).map(({ reference }) => code(reference)),
      ...charts.map(({ owner }) => `chart ${code(owner.object.metadata.name)}`),
    ]),
  ].join(', ');
}

/**
 * Commands that restart all readers with the secret in a variable. Charts come first, because other
 * workloads are their clients.
 */
export function restartsOf(secret: RotatedSecret, runbook: Runbook): readonly string[] {
  return [
    ...chartNamespacesOf(secret).map(restartChart),
    ...restartCommands(readingWorkloads(secret, runbook, true)),
  ];
}

/** What to do after the Secret in the cluster has the new value. */
export function afterwardsText(secret: RotatedSecret, runbook: Runbook): string {
  if (isPermanent(secret, runbook))
    return '**never change it**: the data that it encrypted or hashed would be lost';
  const owner = runbook.inventory.workloads.find(({ secretUse }) => secretUse.initial.includes(secret.name));
  if (owner !== undefined)
    return `change it in ${owner.title}: ${owner.title} reads this secret only at its first start`;
  const commands = restartsOf(secret, runbook);
  const later = readingWorkloads(secret, runbook, true).filter(isRunToEnd);
  return [
    ...commands.map(code),
    ...(later.length === 0
      ? []
      : [`no restart for ${codes(later.map(({ name }) => name))}: the next run reads it`]),
    ...(commands.length + later.length === 0 ? ['no action: its reader detects the change'] : []),
  ].join('; ');
}

/** Workloads that read the secret, without charts, whose pods are not in the manifests. */
function readingWorkloads(
  { deliveries }: RotatedSecret,
  { workloads }: Runbook,
  asVariable?: boolean,
): readonly RunbookWorkload[] {
  const files = deliveries
    .flatMap(({ readers }) => readers)
    .filter((reader) => asVariable === undefined || reader.asVariable === asVariable)
    .map(({ owner }) => owner.file);
  return workloads.filter(({ file }) => files.includes(file));
}

/** Namespaces of the charts that read the secret. */
function chartNamespacesOf({ deliveries }: RotatedSecret): readonly string[] {
  const ofCharts = deliveries.filter(({ readers }) =>
    readers.some(({ owner }) => owner.object.kind === 'Application'),
  );
  return [...new Set(ofCharts.map(({ namespace }) => namespace))];
}

function isRunToEnd({ kind }: RunbookWorkload): boolean {
  return ['Job', 'CronJob', 'ScaledJob'].includes(kind);
}
