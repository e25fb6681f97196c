import { bullets, code } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';

/**
 * Sources (argo-cd 3.5, 2026-11): user-guide/app_deletion; user-guide/sync-options, "Resource Pruning With Confirmation".
 */
export function deleteByHand({ platform, applications, applicationSet }: Runbook): RunbookSection {
  const { onDelete, argoCd } = platform.gitOps;
  const root = applications.find(({ isRoot }) => isRoot)?.name ?? `${platform.environment}-root`;
  return {
    title: 'Delete by hand',
    blocks: [
      bullets([
        'A pod: always. Whoever made it makes another one.',
        'Anything else that Git has (a Deployment, a ScaledObject, a Service): Argo CD makes it again within seconds. With a Deployment go its pods, with a ScaledObject its autoscaler and a pause.',
        `An Application: ${
          onDelete === 'orphan'
            ? 'its objects stay as they are'
            : `**everything that it has goes as well**${onDelete === 'background' ? ', in the background' : ', and it waits for that'}`
        }; then ${code(applicationSet ?? root)} makes it again, ${
          onDelete === 'orphan' ? 'and it takes them over' : 'and the workload starts from nothing'
        }.${
          onDelete === 'orphan'
            ? ''
            : ` To leave the objects, stop ${code(applicationSet ?? root)} first, which would put the finalizer back ([Stop Argo CD in an emergency](#stop-argo-cd-in-an-emergency)); then take the finalizer away with the last command under [Argo CD does not sync](#argo-cd-does-not-sync), \`APPLICATION\` being its name, and delete it.`
        }`,
        `${code(root)}: the others stay, and nobody looks after them. Apply it again: \`application.${root}.yaml\` and \`appproject.${root}.yaml\` in ${code(`${platform.gitOps.environmentPath}/argocd`)}.`,
        `A namespace: never by hand. With ${code(argoCd.namespace)} or a namespace of workloads goes everything in it, and what is not in Git does not come back.`,
        'To take something away for good, take it out of the definition. An Application that goes has to be said in `gitOps.removedApplications`, and Argo CD asks before it deletes a namespace: annotate the Application `argocd.argoproj.io/deletion-approved` with the time.',
      ]),
    ],
  };
}
