import { liteLlmVariables } from '../../../engine/gateway/litellm-config';
import { workloadsOf } from '../../../platform/workloads/workload-kinds';
import { restartChart, restartCommands } from '../chapters/restart-by-hand';
import { code, codes } from '../markdown-blocks';
import type { SecretDelivery } from '../read-secret-deliveries';
import type { Runbook } from '../runbook';
import type { RunbookWorkload } from '../runbook-workload';

/** A secret of the vault with everything that takes it. */
export interface RenewedSecret {
  readonly name: string;
  readonly deliveries: readonly SecretDelivery[];
}

/** Those of the environment that may be renewed or must not be; certificates have a way of their own. */
export function renewedSecrets({ deliveries }: Runbook): readonly RenewedSecret[] {
  const wanted = deliveries.filter(({ isCertificate }) => !isCertificate);
  const names = [...new Set(wanted.map(({ vaultSecret }) => vaultSecret))].sort();
  return names.map((name) => ({
    name,
    deliveries: wanted.filter(({ vaultSecret }) => vaultSecret === name),
  }));
}

/**
 * Whether it encrypts or hashes what is stored: with another one that is lost.
 * Sources (2026-11): docs.litellm.ai/docs/proxy/prod, LITELLM_SALT_KEY; langfuse.com/self-hosting/configuration, SALT and ENCRYPTION_KEY.
 */
export function isForever({ name }: RenewedSecret, { platform }: Runbook): boolean {
  const ofGateway = workloadsOf(platform, 'litellm-gateway').flatMap(({ secrets }) => secrets);
  const [langfuse] = workloadsOf(platform, 'langfuse');
  return [
    ...ofGateway.flatMap(({ variable, secret }) => (variable === liteLlmVariables.saltKey ? [secret] : [])),
    langfuse?.secretNames.salt,
    langfuse?.secretNames.encryptionKey,
  ].includes(name);
}

/** Who reads it, as text. */
export function readersText(secret: RenewedSecret, runbook: Runbook): string {
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

/** Commands that start anew whoever has it as a variable; of charts first, as others are their clients. */
export function restartsOf(secret: RenewedSecret, runbook: Runbook): readonly string[] {
  return [
    ...chartNamespacesOf(secret).map(restartChart),
    ...restartCommands(readingWorkloads(secret, runbook, true)),
  ];
}

/** What is to be done once the Secret in the cluster is the new one. */
export function afterwardsText(secret: RenewedSecret, runbook: Runbook): string {
  if (isForever(secret, runbook)) return '**never change it**: what it encrypted or hashed would be lost';
  const [langfuse] = workloadsOf(runbook.platform, 'langfuse');
  if (secret.name === langfuse?.secretNames.initial?.userPassword)
    return 'change it in Langfuse: this one made the first user, and changes nothing afterwards';
  const commands = restartsOf(secret, runbook);
  const later = readingWorkloads(secret, runbook, true).filter(isRunToEnd);
  return [
    ...commands.map(code),
    ...(later.length === 0 ? [] : [`with its next run: ${codes(later.map(({ name }) => name))}`]),
    ...(commands.length + later.length === 0 ? ['nothing: its reader sees the change'] : []),
  ].join('; ');
}

/** Workloads that read it, by their files; charts apart, whose pods are not seen here. */
function readingWorkloads(
  { deliveries }: RenewedSecret,
  { workloads }: Runbook,
  asVariable?: boolean,
): readonly RunbookWorkload[] {
  const files = deliveries
    .flatMap(({ readers }) => readers)
    .filter((reader) => asVariable === undefined || reader.asVariable === asVariable)
    .map(({ owner }) => owner.file);
  return workloads.filter(({ file }) => files.includes(file));
}

/** Namespaces whose charts read it. */
function chartNamespacesOf({ deliveries }: RenewedSecret): readonly string[] {
  const ofCharts = deliveries.filter(({ readers }) =>
    readers.some(({ owner }) => owner.object.kind === 'Application'),
  );
  return [...new Set(ofCharts.map(({ namespace }) => namespace))];
}

function isRunToEnd({ kind }: RunbookWorkload): boolean {
  return ['Job', 'CronJob', 'ScaledJob'].includes(kind);
}
