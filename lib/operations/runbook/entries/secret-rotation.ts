import { secretRotationMinutes } from '../../../platform/secret-rotation';
import { workloadsOf } from '../../../platform/workloads/workload-kinds';
import { blocksByPlace } from '../blocks-by-place';
import { bullets, code, codes, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { afterwardsText, isForever, readersText, renewedSecrets, restartsOf } from './renewed-secret';

/**
 * From the vault to the process: the driver looks every few minutes and changes the file and the Secret; a variable stays as it was when
 * its container started.
 *
 * Sources (2026-11): learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options, "Manage auto rotation"; langfuse/langfuse `web/src/initialize.ts`.
 */
export function secretRotation(runbook: Runbook): RunbookEntry {
  const { platform } = runbook;
  const secrets = renewedSecrets(runbook);
  const shown =
    secrets.find((secret) => restartsOf(secret, runbook).length > 0 && !isForever(secret, runbook)) ??
    secrets[0]!;
  const delivery = shown.deliveries[0]!;
  const { vault } = delivery;
  const keys = workloadsOf(platform, 'langfuse')[0]?.secretNames.initial;
  return {
    topic: 'secretRotation',
    symptom:
      'A secret has to be another one: it is old, it leaked, its service wants a new one. Or it was renewed, and workloads still send the old one.',
    look: [
      ...blocksByPlace(
        '# since when the vault has it',
        `az keyvault secret list-versions --vault-name ${vault} --name ${shown.name} --query "[].{since:attributes.created, enabled:attributes.enabled}" --output table`,
        '# since when the cluster has it',
        `kubectl get secret ${delivery.secretName} --namespace ${delivery.namespace} --show-managed-fields --output jsonpath='{range .metadata.managedFields[*]}{.manager}{"\\t"}{.time}{"\\n"}{end}'`,
        '# since when its pods run',
        `kubectl get pods --namespace ${delivery.namespace} --sort-by .status.startTime`,
      ),
    ],
    causes: [
      {
        sign: 'the vault has the new one, the cluster the old one',
        cause: `the driver looks every ${secretRotationMinutes} minutes, and only while a pod mounts the volume`,
        remedy: 'wait; for longer than ten minutes: the events of the pods say why it cannot read the vault',
      },
      {
        sign: 'the cluster has the new one, pods are older',
        cause: 'an environment variable stays as it was when the container started',
        remedy:
          'restart them: the table below. Not before the Secret is new: a pod would start with the old one',
      },
      {
        sign: 'a Secret is not there',
        cause: 'nothing that mounts it runs (0 replicas), or the vault has no such secret',
        remedy: `\`az keyvault secret list --vault-name ${vault} --query "[].name" --output tsv\``,
      },
      {
        sign: '`Forbidden` when you write into the vault',
        cause: 'that is a right of its own, also for the owner of the subscription',
        remedy: 'the role `Key Vault Secrets Officer` on the vault',
      },
    ],
    more: [
      'Renew one: first where it is used (a new password, a second key), then in the vault, then the pods. From a file, so that it is in no history of a shell.',
      ...blocksByPlace(
        `az keyvault secret set --vault-name ${vault} --name ${shown.name} --file ./${shown.name}.txt --query attributes.created --output tsv`,
        `sleep ${(secretRotationMinutes + 1) * 60}`,
        `kubectl get secret ${delivery.secretName} --namespace ${delivery.namespace} --show-managed-fields --output jsonpath='{range .metadata.managedFields[*]}{.manager}{"\\t"}{.time}{"\\n"}{end}'`,
        ...restartsOf(shown, runbook),
      ),
      table(
        ['In the vault', 'Secret and key', 'Read by', 'Then'],
        secrets.map((secret) => [
          code(secret.name),
          codes([...new Set(secret.deliveries.map(({ secretName, key }) => `${secretName}/${key}`))]),
          readersText(secret, runbook),
          afterwardsText(secret, runbook),
        ]),
      ),
      bullets([
        'A restart by hand lasts: [Restart by hand](#restart-by-hand).',
        'What two workloads share is refused between their restarts: the one that checks it and the one that sends it start anew together.',
        keys &&
          `${codes([keys.publicKey, keys.secretKey])}: Langfuse makes a key of a pair that it does not know when it starts, and keeps the old one. Restart it first, then who sends traces, then delete the old pair in its settings.`,
      ]),
    ],
  };
}
