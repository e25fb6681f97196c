import { bullets, code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import { exampleApplication, otherApplications } from './inspect-argo-cd';

/**
 * Git does not contain the field `automated.enabled`, so the root does not revert it, but it would
 * restore a removed `automated`. An ApplicationSet writes the whole spec of its Applications, so
 * its policy has to change first; Git does not contain that field either.
 *
 * Sources (argo-cd 3.5 and 3.6, 2026-11): user-guide/auto_sync;
 * operator-manual/applicationset/Controlling-Resource-Modification;
 * `applicationset/controllers/applicationset_controller.go`, `applicationset/utils/policy.go`.
 * test/cluster/runbook.test.ts verifies it against an API server.
 */
export function disableAutomatedSync(runbook: Runbook): RunbookSection {
  const { inventory, applications, applicationSet } = runbook;
  const { namespace } = inventory.gitOps.argoCd;
  const root = applications.find(({ isRoot }) => isRoot)?.name ?? `${inventory.environment}-root`;
  const set = (value: string) =>
    `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"spec":{"syncPolicy":{"automated":{"enabled":${value}}}}}'`;
  const isGenerated = applications.some((application) => application.isGenerated);
  const policy = (value: string) =>
    `kubectl patch applicationset ${applicationSet} --namespace ${namespace} --type merge --patch '{"spec":{"syncPolicy":{"applicationsSync":${value}}}}'`;
  return {
    title: runbookHeadings.disableAutomatedSync,
    blocks: [
      'Use this in an emergency, for manual changes that Argo CD must not revert. It affects one Application at a time.',
      shell(
        isGenerated ? '# the ApplicationSet first, because it would restore the Application' : undefined,
        isGenerated ? policy('"create-only"') : undefined,
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        set('false'),
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.spec.syncPolicy.automated.enabled}{"\\n"}' # prints false if it worked`,
      ),
      'Enable it again when Git contains the state that you want. Argo CD then reverts your manual changes:',
      shell(
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        set('null'),
        isGenerated ? policy('null') : undefined,
      ),
      bullets([
        `${code(root)} does not revert this, because Git does not contain the field \`enabled\`. It does restore \`automated\` if you remove the whole field.`,
        isGenerated
          ? `While ${code(applicationSet!)} is \`create-only\`, no change reaches any of its Applications. Applications of charts do not belong to it and need only the second patch.`
          : undefined,
        `To disable automated sync everywhere, start with ${code(root)}, then patch each other Application. While it is disabled for ${code(root)}, Argo CD does not apply commits that change the Application objects.`,
        'This also disables self-heal. A sync that you start yourself still works.',
        'If the last command of the first block prints nothing, this Argo CD is older than the field. Disable the root, then remove `automated`.',
      ]),
    ],
  };
}

/** Source: argo-cd docs (3.5, 2026-11), user-guide/sync_windows. */
export function syncWindowsSection({ inventory }: Runbook): RunbookSection | undefined {
  const { syncWindows, argoCd } = inventory.gitOps;
  if (syncWindows.length === 0) return undefined;
  return {
    title: runbookHeadings.syncWindows,
    blocks: [
      table(
        ['Kind', 'Start', 'Duration', 'Applications', 'Manual sync'],
        syncWindows.map(({ kind, schedule, duration, timeZone, applications, manualSync }) => [
          kind,
          `${code(schedule)} ${timeZone}`,
          duration,
          applications.map(code).join(', '),
          manualSync ? 'allowed' : 'denied',
        ]),
      ),
      shell(
        `kubectl get appproject ${inventory.environment} --namespace ${argoCd.namespace} --output jsonpath='{.spec.syncWindows}{"\\n"}'`,
      ),
      'While a window blocks an Application, Argo CD neither syncs commits nor reverts manual changes. The root application has no window.',
    ],
  };
}
