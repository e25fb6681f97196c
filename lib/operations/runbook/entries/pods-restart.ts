import type { ResolvedPlatform } from '../../../platform/resolved-platform';
import { exampleDeployment, podOf } from '../chapters/example-workload';
import { lastStates } from '../chapters/restarts-and-rollouts';
import { durationText } from '../duration-text';
import { groupAlike } from '../group-alike';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { startupSeconds } from '../runbook-workload';

export function podsRestart(runbook: Runbook): RunbookEntry {
  const { platform, workloads, deliveries } = runbook;
  const deployment = exampleDeployment(runbook);
  const below = workloads.length === 0 ? '' : ' (the table below)';
  const group = workloads.find(({ kind }) => kind === 'LeaderWorkerSet');
  return {
    topic: 'podsRestart',
    symptom: '`RESTARTS` grows, or the status is `CrashLoopBackOff`, `Error`, `OOMKilled`.',
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
        cause: `the container reached its memory limit${below}; it is not the memory of a GPU`,
        remedy:
          'more memory in the definition (`resources.memory`), a commit; of an application fewer things at a time',
      },
      {
        sign: 'event `Liveness probe failed`, then `Killing`',
        cause: `the process did not answer for as long as it may take${below}: it hangs, or has no CPU left`,
        remedy:
          'its log before the restart; a process that is busy for long needs another probe: `health` in the definition',
      },
      {
        sign: 'event `Startup probe failed`, then `Killing`',
        cause: 'it was not up within its time for the start',
        remedy: runbook.topics.includes('modelDoesNotLoad')
          ? 'of a model server: [A model does not load](#a-model-does-not-load); of others the log says what it waits for'
          : 'the log says what it waits for',
      },
      {
        sign: '`Error`, exit code 1 or 2, right after the start',
        cause: 'the configuration, or something that it needs and does not reach',
        remedy: 'the last lines of its log; after a change of this kind: [Roll back](#roll-back)',
      },
      deliveries.length === 0
        ? undefined
        : {
            sign: '`CreateContainerConfigError`, or `ContainerCreating` with the event `FailedMount`',
            cause: `a secret is not in ${code(platform.keyVault?.name ?? 'the vault')}, or its identity may not read it: the event names it`,
            remedy: runbook.topics.includes('secretRotation')
              ? '[A secret is renewed](#a-secret-is-renewed) has who reads which; [A federated token is refused](#a-federated-token-is-refused)'
              : '[A federated token is refused](#a-federated-token-is-refused)',
          },
      {
        sign: '`ImagePullBackOff`',
        cause: `the tag is not there, or the nodes may not pull${platform.registry === undefined ? '' : ` from ${code(platform.registry.host)}`}`,
        remedy:
          platform.registry === undefined
            ? 'push the image, or correct its name in the definition'
            : `${code(listTags(platform.registry, workloads))}; ${code(`${platform.cluster.name}-agentpool`)} has to have \`AcrPull\` there`,
      },
      {
        sign: '`Evicted`, or pods that are new on another node',
        cause: 'the node went: an upgrade, the autoscaler, a disk that was full, Azure took a spot node back',
        remedy: 'nothing, once; often: the events of the nodes',
      },
      group && {
        sign: `all pods of a group of ${code(group.name)} are new`,
        cause: 'a container of one of them ended, and a group starts as a whole',
        remedy: platform.cluster.containerInsights
          ? `the log of the first that ended is in ${code(platform.cluster.logAnalyticsWorkspaceName)} alone`
          : `nothing keeps the log of the pods before: \`kubectl events --namespace ${group.namespace} --types Warning\` has the last hour; then follow the logs of the whole group until it happens again, under [Read logs](#read-logs)`,
      },
    ],
    more: [limits(workloads)],
  };
}

/**
 * What the registry has: the tags of an image that comes from it, or what images there are.
 * Source: learn.microsoft.com/cli/azure/acr/repository, show-tags (2026-11).
 */
function listTags(
  { name, host }: NonNullable<ResolvedPlatform['registry']>,
  workloads: Runbook['workloads'],
): string {
  const image = workloads.map(({ container }) => container.image).find((each) => each.startsWith(`${host}/`));
  if (image === undefined) return `az acr repository list --name ${name}`;
  const repository = image.slice(host.length + 1).replace(/[:@].*$/, '');
  return `az acr repository show-tags --name ${name} --repository ${repository} --orderby time_desc`;
}

/** What each workload is allowed, those alike in one row. */
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
    ['What is allowed', 'Start within', 'Liveness fails after', 'End within', 'Memory'],
    groups.map(({ names, value }) => [codes(names), ...value]),
  );
}
