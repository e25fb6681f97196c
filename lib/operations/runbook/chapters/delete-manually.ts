import { bullets, code } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings, see } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';

/**
 * What a deletion of each kind of object removes, and what Argo CD does afterwards, by
 * `gitOps.onDelete`.
 */
const removal = {
  orphan: 'Argo CD leaves its objects in place',
  background: '**Argo CD also deletes all its objects**, in the background',
  cascade: '**Argo CD also deletes all its objects**, and waits until they are gone',
} as const;

/**
 * Sources (argo-cd 3.5, 2026-11): user-guide/app_deletion; user-guide/sync-options, "Resource
 * Pruning With Confirmation".
 */
export function deleteManually({ inventory, applications, applicationSet }: Runbook): RunbookSection {
  const { onDelete, argoCd, environmentPath } = inventory.gitOps;
  const root = applications.find(({ isRoot }) => isRoot)?.name ?? `${inventory.environment}-root`;
  const parent = applicationSet ?? root;
  const afterwards =
    onDelete === 'orphan'
      ? `${code(parent)} then recreates the Application, which adopts the objects.`
      : `${code(parent)} then recreates the Application, and the workload starts from scratch. To keep the objects: disable ${code(parent)} first, because it would restore the finalizer (${see('disableAutomatedSync')}). Then remove the finalizer with the last command under ${see('syncFails')}, with \`APPLICATION\` set to this one, and delete the Application.`;
  return {
    title: runbookHeadings.deleteManually,
    blocks: [
      bullets([
        'A pod: always safe. Its controller creates a replacement.',
        'Any other object that Git contains (a Deployment, a ScaledObject, a Service): Argo CD recreates it within seconds. Deleting a Deployment also deletes its pods. Deleting a ScaledObject also deletes its HorizontalPodAutoscaler and ends a pause.',
        `An Application: ${removal[onDelete]}. ${afterwards}`,
        `${code(root)}: the other Applications stay, but nothing manages them. Apply \`application.${root}.yaml\` and \`appproject.${root}.yaml\` from ${code(`${environmentPath}/argocd`)} again.`,
        `A namespace: never. Kubernetes deletes everything in it. Objects that Git does not contain are lost. This includes ${code(argoCd.namespace)}.`,
        'To remove something permanently, remove it from the definition. List a removed Application in `gitOps.removedApplications`. Argo CD requires confirmation before it deletes a namespace: annotate the Application with `argocd.argoproj.io/deletion-approved` and the current time.',
      ]),
    ],
  };
}
