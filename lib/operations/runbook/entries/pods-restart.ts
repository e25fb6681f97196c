import { ImageReference, imageProblem } from '../../../values/image-reference';
import type { Inventory } from '../../inventory/inventory';
import { exampleDeployment, podOf } from '../chapters/example-workload';
import { lastStates } from '../chapters/restarts-and-rollouts';
import { durationText } from '../duration-text';
import { groupAlike } from '../group-alike';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';
import { startupSeconds } from '../runbook-workload';

export function podsRestart(runbook: Runbook): RunbookEntry {
  const { inventory, workloads, deliveries } = runbook;
  const { containerInsights, logAnalyticsWorkspaceName } = inventory.cluster;
  const deployment = exampleDeployment(runbook);
  const below = workloads.length === 0 ? '' : ' (table below)';
  const group = workloads.find(({ kind }) => kind === 'LeaderWorkerSet');
  return {
    topic: 'podsRestart',
    symptom: '`RESTARTS` increases, or the status is `CrashLoopBackOff`, `Error` or `OOMKilled`.',
    look: [
      shell(
        lastStates(),
        ...(deployment === undefined
          ? []
          : [
              podOf(deployment),
              `kubectl describe "$POD" --namespace ${deployment.namespace}`,
              `kubectl logs "$POD" --namespace ${deployment.namespace} --previous --tail 100`,
            ]),
      ),
    ],
    causes: [
      {
        sign: '`OOMKilled`, exit code 137',
        cause: `the container exceeded its memory limit${below}; this is not GPU memory`,
        remedy:
          'raise `resources.memory` in the definition and commit; or lower the concurrency of the application',
      },
      {
        sign: 'event `Liveness probe failed`, then `Killing`',
        cause: `the process did not respond within its limit${below}: it hangs, or it has no CPU time`,
        remedy:
          'read the log before the restart; if the process blocks during long work, choose another probe: `health` in the definition',
      },
      {
        sign: 'event `Startup probe failed`, then `Killing`',
        cause: `the container did not start within its startup limit${below}`,
        remedy: runbook.topics.includes('modelDoesNotLoad')
          ? linked`for a model server: ${to('modelDoesNotLoad')}; for others read the log to see what it waits for`
          : 'read the log to see what it waits for',
      },
      {
        sign: '`Error`, exit code 1 or 2, directly after the start',
        cause: 'a configuration error, or a dependency that the container cannot reach',
        remedy: linked`read the last lines of its log; if a commit caused it: ${to('rollBack')}`,
      },
      deliveries.length === 0
        ? undefined
        : {
            sign: '`CreateContainerConfigError`, or `ContainerCreating` with the event `FailedMount`',
            cause: `${code(inventory.keyVault?.name ?? 'the Key Vault')} lacks a secret, or the identity may not read it; the event names the secret`,
            remedy: runbook.topics.includes('secretRotation')
              ? linked`${to('secretRotation')} lists the readers of each secret; ${to('federatedTokenRejected')}`
              : linked`${to('federatedTokenRejected')}`,
          },
      {
        sign: '`ImagePullBackOff`',
        cause: `the tag does not exist, or the nodes lack permission to pull${inventory.registry === undefined ? '' : ` from ${code(inventory.registry.host)}`}`,
        remedy:
          inventory.registry === undefined
            ? 'push the image, or correct its name in the definition'
            : `run ${code(listTags(inventory.registry, workloads))}; ${code(`${inventory.cluster.name}-agentpool`)} must have the role \`AcrPull\` on the registry`,
      },
      {
        sign: '`Evicted`, or new pods on another node',
        cause:
          'the node was removed or drained: an upgrade, the autoscaler, a full disk, or the eviction of a spot node',
        remedy: 'no action if it happens once; if it repeats, read the events of the nodes',
      },
      group && {
        sign: `all pods of a group of ${code(group.name)} are new`,
        cause: 'a container of one pod ended, which recreates the whole group',
        remedy: containerInsights
          ? `read the log of the first container that ended, in ${code(logAnalyticsWorkspaceName)}; kubectl no longer has it`
          : linked`the logs of the previous pods are lost. \`kubectl events --namespace ${group.namespace} --types Warning\` shows the last hour. Then follow the logs of the whole group until it happens again: ${to('readLogs')}`,
      },
    ],
    more: [limits(workloads)],
  };
}

/**
 * Command that lists the tags of an image from the registry, or its repositories if no workload
 * uses it. Source: learn.microsoft.com/cli/azure/acr/repository, show-tags (2026-11).
 */
function listTags(
  { name, host }: NonNullable<Inventory['registry']>,
  workloads: Runbook['workloads'],
): string {
  const image = workloads
    .map(({ container }) => container.image)
    .filter((each) => imageProblem(each) === undefined)
    .map((each) => ImageReference.parse(each))
    .find(({ registry }) => registry === host);
  if (image === undefined) return `az acr repository list --name ${name}`;
  return `az acr repository show-tags --name ${name} --repository ${image.repository} --orderby time_desc`;
}

/** Limits of each workload, equal ones in one row. */
function limits(workloads: Runbook['workloads']): string | undefined {
  const groups = groupAlike(workloads, ({ container }) => {
    const start = startupSeconds(container);
    const { liveness } = container;
    return [
      start === undefined ? '' : durationText(start),
      liveness === undefined
        ? ''
        : `${liveness.failureThreshold} failures, ${liveness.periodSeconds} s apart`,
      durationText(container.graceSeconds),
      container.memory ?? '',
    ];
  });
  return table(
    ['Workloads', 'Startup limit', 'Liveness fails after', 'Grace period', 'Memory limit'],
    groups.map(({ names, value }) => [codes(names), ...value]),
  );
}
