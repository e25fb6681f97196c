import { secretRotationMinutes } from '../../../platform/cluster/secret-rotation';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { bullets, code, codes, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { see } from '../runbook-headings';
import { afterwardsText, isPermanent, readersText, restartsOf, rotatedSecrets } from './rotated-secret';

/**
 * From the Key Vault to the process: the driver polls every few minutes and updates the file and
 * the Secret; a variable keeps the value that it had when its container started.
 *
 * Sources (2026-11): learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options, "Manage
 * auto rotation"; langfuse/langfuse `web/src/initialize.ts`.
 */
export function secretRotation(runbook: Runbook): RunbookEntry {
  const { inventory } = runbook;
  const secrets = rotatedSecrets(runbook);
  const shown =
    secrets.find((secret) => restartsOf(secret, runbook).length > 0 && !isPermanent(secret, runbook)) ??
    secrets[0]!;
  const delivery = shown.deliveries[0]!;
  const { vault } = delivery;
  const keyOwners = inventory.workloads.filter(({ secretUse }) => secretUse.apiKeys.length > 0);
  const secretAge = `kubectl get secret ${delivery.secretName} --namespace ${delivery.namespace} --show-managed-fields --output jsonpath='{range .metadata.managedFields[*]}{.manager}{"\\t"}{.time}{"\\n"}{end}'`;
  return {
    topic: 'secretRotation',
    symptom:
      'A secret must change: it is old, it leaked, or its service requires a new one. Or it changed, and workloads still send the old one.',
    look: [
      ...commandBlocks(
        onOwnMachine(
          '# when the Key Vault received each version',
          `az keyvault secret list-versions --vault-name ${vault} --name ${shown.name} --query "[].{since:attributes.created, enabled:attributes.enabled}" --output table`,
        ),
        inCluster(
          '# when the Secret in the cluster changed',
          secretAge,
          '# when the pods started',
          `kubectl get pods --namespace ${delivery.namespace} --sort-by .status.startTime`,
        ),
      ),
    ],
    causes: [
      {
        sign: 'the Key Vault has the new value, the cluster has the old one',
        cause: `the Secrets Store CSI driver polls every ${secretRotationMinutes} minutes, and only while a pod mounts the volume`,
        remedy:
          'wait; after ten minutes, read the events of the pods to see why the driver cannot read the Key Vault',
      },
      {
        sign: 'the cluster has the new value, and the pods are older',
        cause: 'an environment variable keeps the value from the start of the container',
        remedy:
          'restart the pods as in the table below, but only after the Secret changed: an earlier restart would read the old value',
      },
      {
        sign: 'a Secret does not exist',
        cause: 'no pod that mounts it runs (0 replicas), or the Key Vault has no such secret',
        remedy: `run \`az keyvault secret list --vault-name ${vault} --query "[].name" --output tsv\``,
      },
      {
        sign: '`Forbidden` when you write to the Key Vault',
        cause: 'writing requires a data role, even for an owner of the subscription',
        remedy: 'assign yourself the role `Key Vault Secrets Officer` on the Key Vault',
      },
    ],
    more: [
      'To rotate a secret, change it first in its service (a new password, a second key), then in the Key Vault, then restart the pods. The command reads the value from a file, which keeps it out of the shell history.',
      ...commandBlocks(
        onOwnMachine(
          `az keyvault secret set --vault-name ${vault} --name ${shown.name} --file ./${shown.name}.txt --query attributes.created --output tsv`,
        ),
        inCluster(`sleep ${(secretRotationMinutes + 1) * 60}`, secretAge, ...restartsOf(shown, runbook)),
      ),
      table(
        ['Key Vault secret', 'Secret and key', 'Read by', 'After the change'],
        secrets.map((secret) => [
          code(secret.name),
          codes([...new Set(secret.deliveries.map(({ secretName, key }) => `${secretName}/${key}`))]),
          readersText(secret, runbook),
          afterwardsText(secret, runbook),
        ]),
      ),
      bullets([
        `Argo CD does not revert a manual restart: ${see('restartManually')}.`,
        'If one workload sends a secret and another verifies it, requests fail between their restarts. Restart both together.',
        ...keyOwners.map(
          ({ title, secretUse }) =>
            `${codes(secretUse.apiKeys)}: at its start ${title} creates an API key for an unknown pair, and keeps the old one. Restart ${title} first, then the workloads that use the key, then delete the old pair in the settings of ${title}.`,
        ),
      ]),
    ],
  };
}
