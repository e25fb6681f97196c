import { kedaOperator } from '../../../values/service-account';
import type { InventoryPlatformPods } from '../../inventory/read-platform-pods';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';

/**
 * Sources (2026-12): kedacore/keda 2.20.2 `pkg/scaling/scalers_builder.go` with the text of the
 * error, and `controllers/keda`, whose reconciliation fails until the scaler exists;
 * kubernetes/client-go `util/workqueue/default_rate_limiters.go`, pauses of up to 1000 s;
 * secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret.
 */
export function scaledSecretMissing(runbook: Runbook): RunbookEntry {
  const { inventory, deliveries } = runbook;
  const holders = holdersOf(runbook);
  const { name, namespace } = holders[0]!;
  const scaler = inventory.workloads.find((each) => each.name === holders[0]!.keepsSecret?.of)!.scaler!;
  const vault = deliveries.find((delivery) => delivery.secretName === name)?.vault;
  return {
    topic: 'scaledSecretMissing',
    symptom:
      'A workload does not start from 0 replicas or creates no Job. Events of its scaler contain `error resolving secrets for ScaleTarget`.',
    look: [
      ...commandBlocks(
        inCluster(
          `kubectl describe ${scaler.kind.toLowerCase()} ${scaler.name} --namespace ${namespace}`,
          `kubectl get deployment ${name} --namespace ${namespace}`,
          `kubectl get secret ${name} --namespace ${namespace}`,
          `kubectl describe pods --namespace ${namespace} --selector app.kubernetes.io/name=${name}`,
        ),
        ...(vault === undefined
          ? []
          : [onOwnMachine(`az keyvault secret list --vault-name ${vault} --query "[].name" --output tsv`)]),
      ),
    ],
    causes: [
      {
        sign: '`FailedMount` with `SecretNotFound` in the events of the pod',
        cause: 'the Key Vault does not contain one of the secrets',
        remedy: linked`add it to the Key Vault: ${to('secretRotation')}; the kubelet mounts the volume within minutes`,
      },
      {
        sign: '`FailedMount` with `AADSTS` or `Forbidden`',
        cause: 'the identity has no token, or no role on the Key Vault',
        remedy: linked`${to('federatedTokenRejected')}`,
      },
      {
        sign: 'the pod is `Pending` without `FailedMount`',
        cause: 'no node has room for it',
        remedy: linked`${to('podsPending')}`,
      },
      {
        sign: 'the pod runs, and the Secret does not exist',
        cause: 'an operator deleted the Secret',
        remedy: 'restart the pod with the command below: the driver creates the Secret when a pod mounts it',
      },
      {
        sign: 'the Deployment does not exist',
        cause: 'Argo CD did not sync it, or an operator deleted it',
        remedy: linked`${to('syncFails')}`,
      },
      {
        sign: 'the Secret exists',
        cause: 'KEDA has not tried again yet: its pauses grow up to 17 minutes',
        remedy: 'wait, or restart the KEDA operator with the command below',
      },
    ],
    more: [
      'KEDA reads the Secret of a workload before it starts the first pod, and the Secrets Store CSI driver creates the Secret only when a pod mounts it. One pod keeps the Secret of each of these workloads. To restart it, and then KEDA:',
      shell(
        `kubectl rollout restart deployment/${name} --namespace ${namespace}`,
        `kubectl rollout status deployment/${name} --namespace ${namespace}`,
        `kubectl rollout restart deployment/keda-operator --namespace ${kedaOperator.namespace}`,
      ),
      table(
        ['Deployment and Secret', 'Workload'],
        holders.map((holder) => [code(holder.name), code(holder.keepsSecret!.of)]),
      ),
    ],
  };
}

/** Pods that keep a Secret. */
function holdersOf({ inventory }: Runbook): readonly InventoryPlatformPods[] {
  return inventory.platformPods.filter(({ keepsSecret }) => keepsSecret !== undefined);
}
