import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { bullets, code } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import { exampleApplication } from './inspect-argo-cd';

/**
 * `kubectl rollout undo` changes fields that Git contains, so self-heal reverts it. Argo CD's own
 * rollback refuses an Application with automated sync. Source: argo-cd 3.6
 * `server/application/application.go`, Rollback (2026-11).
 */
export function rollBack(runbook: Runbook): RunbookSection {
  const { environment, gitOps } = runbook.inventory;
  const { environmentPath, revision, argoCd } = gitOps;
  const application = exampleApplication(runbook);
  const folder = folderOf(runbook, application);
  return {
    title: runbookHeadings.rollBack,
    blocks: [
      `In a clone of ${gitOps.repository}, revert the commit. Argo CD then applies the previous version.`,
      ...commandBlocks(
        onOwnMachine(
          `git switch ${revision}`,
          'git pull',
          `git log --oneline -10 -- ${environmentPath}/${folder}`,
          `COMMIT=$(git log -1 --format=%H -- ${environmentPath}/${folder}) # or an older commit`,
          'git show --stat "$COMMIT"',
          'git revert --no-edit "$COMMIT"',
          `git push origin ${revision}`,
        ),
        inCluster(
          '# refresh now instead of at the next poll',
          `kubectl annotate application ${application} --namespace ${argoCd.namespace} argocd.argoproj.io/refresh=normal --overwrite`,
        ),
      ),
      bullets([
        `\`git show\` lists the other changes of the commit, which the revert undoes as well. If ${code(revision)} is protected, push a branch and open a pull request. If ${code(revision)} is a tag, the Applications follow the tag.`,
        `The revert includes the definition if both were in one commit. If not, revert the definition as well, or the next \`npm run synth -- --environment ${environment}\` restores the change.`,
        '`kubectl rollout undo` does not last, because self-heal restores the state of Git within seconds. The rollback of Argo CD refuses an Application with automated sync.',
        `The revert does not change Azure (node pools, identities, roles, queues). To change Azure, run ${code(runbook.inventory.deployCommand)}.`,
      ]),
    ],
  };
}

/** Folder of an Application other than the root. */
function folderOf({ applications }: Runbook, application: string): string {
  return applications.find(({ name }) => name === application)?.folder ?? application;
}
