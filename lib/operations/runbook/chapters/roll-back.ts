import { deployCommand, stacksOf } from '../../../platform/outputs/deploy-command';
import { blocksByPlace } from '../blocks-by-place';
import { bullets, code } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import { exampleApplication } from './look-at-argo-cd';

/**
 * `kubectl rollout undo` changes fields that Git has, so that self-heal puts them back; Argo CD's own rollback refuses while an
 * Application syncs by itself. Source: argo-cd 3.6 `server/application/application.go`, Rollback (2026-11).
 */
export function rollBack(runbook: Runbook): RunbookSection {
  const { environment, gitOps } = runbook.platform;
  const { environmentPath, revision, argoCd } = gitOps;
  const application = exampleApplication(runbook);
  const folder = folderOf(runbook, application);
  return {
    title: 'Roll back',
    blocks: [
      `In a clone of ${gitOps.repository}: revert the commit, and Argo CD brings the version before it.`,
      ...blocksByPlace(
        `git switch ${revision}`,
        'git pull',
        `git log --oneline -10 -- ${environmentPath}/${folder}`,
        `COMMIT=$(git log -1 --format=%H -- ${environmentPath}/${folder}) # or an older one`,
        'git show --stat "$COMMIT"',
        'git revert --no-edit "$COMMIT"',
        `git push origin ${revision}`,
        '# do not wait for Argo CD to look',
        `kubectl annotate application ${application} --namespace ${argoCd.namespace} argocd.argoproj.io/refresh=normal --overwrite`,
      ),
      bullets([
        `\`git show\` says what else is in the commit: all of it is reverted. Where ${code(revision)} is protected, push a branch and open a pull request; where it is a tag, the Applications follow the tag.`,
        `The definition goes back with it if both were one commit. If not, the next \`npm run synth -- --environment ${environment}\` brings the change again: revert it there as well.`,
        "`kubectl rollout undo` does not hold: self-heal puts back what Git says, within seconds. Argo CD's own rollback refuses while an Application syncs by itself.",
        `What is in Azure (node pools, identities, roles, queues) does not go back with it: that is ${code(deployCommand(stacksOf(runbook.platform)))}.`,
      ]),
    ],
  };
}

/** Folder of an Application that is not the root. */
function folderOf({ platform }: Runbook, application: string): string {
  const { destination } = platform.gitOps;
  return destination === undefined ? application : application.slice(platform.environment.length + 1);
}
