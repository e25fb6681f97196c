import { bullets, code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import { exampleApplication, otherApplications } from './look-at-argo-cd';

/**
 * `automated.enabled` is a field that Git does not have: the root leaves it, which would put back a missing `automated`. An ApplicationSet
 * writes the whole spec of its Applications, so that it has to be told first to leave them; that field Git does not have either.
 *
 * Sources (argo-cd 3.5 and 3.6, 2026-11): user-guide/auto_sync; operator-manual/applicationset/Controlling-Resource-Modification;
 * `applicationset/controllers/applicationset_controller.go`, `applicationset/utils/policy.go`. Played against an API server in
 * test/cluster/runbook.test.ts.
 */
export function stopArgoCd(runbook: Runbook): RunbookSection {
  const { platform, applications, applicationSet } = runbook;
  const { namespace } = platform.gitOps.argoCd;
  const root = applications.find(({ isRoot }) => isRoot)?.name ?? `${platform.environment}-root`;
  const set = (value: string) =>
    `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"spec":{"syncPolicy":{"automated":{"enabled":${value}}}}}'`;
  const isGenerated = applications.some((application) => application.isGenerated);
  const policy = (value: string) =>
    `kubectl patch applicationset ${applicationSet} --namespace ${namespace} --type merge --patch '{"spec":{"syncPolicy":{"applicationsSync":${value}}}}'`;
  return {
    title: 'Stop Argo CD in an emergency',
    blocks: [
      'For work by hand that must not be undone. One Application at a time; everything else goes on.',
      shell(
        isGenerated ? '# the ApplicationSet first: it would put the Application back' : undefined,
        isGenerated ? policy('"create-only"') : undefined,
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        set('false'),
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.spec.syncPolicy.automated.enabled}{"\\n"}' # false, or nothing has happened`,
      ),
      'And back again, when Git says what you want; what was changed by hand in between is then undone:',
      shell(
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        set('null'),
        isGenerated ? policy('null') : undefined,
      ),
      bullets([
        `${code(root)} leaves it: \`enabled\` is a field that Git does not have. Taking \`automated\` away instead is a difference, and is put back.`,
        isGenerated
          ? `While ${code(applicationSet!)} is \`create-only\` no change of any of its Applications arrives. Those of charts are not its own, and need only the other line.`
          : undefined,
        `To stop everything, do it with ${code(root)} first, then with each of the others. While the root is stopped no commit changes an Application.`,
        'Stopped is also self-heal. A sync by hand still works.',
        'An answer of nothing where `false` is expected: this Argo CD is older than the field. Stop the root, then take `automated` away.',
      ]),
    ],
  };
}

/** Source: argo-cd docs (3.5, 2026-11), user-guide/sync_windows. */
export function syncWindowsSection({ platform }: Runbook): RunbookSection | undefined {
  const { syncWindows, argoCd } = platform.gitOps;
  if (syncWindows.length === 0) return undefined;
  return {
    title: 'Sync windows',
    blocks: [
      table(
        ['', 'From', 'For', 'Applications', 'By hand'],
        syncWindows.map(({ kind, schedule, duration, timeZone, applications, manualSync }) => [
          kind === 'allow' ? 'syncs only' : 'no sync',
          `${code(schedule)} ${timeZone}`,
          duration,
          applications.map(code).join(', '),
          manualSync ? 'allowed' : 'refused',
        ]),
      ),
      shell(
        `kubectl get appproject ${platform.environment} --namespace ${argoCd.namespace} --output jsonpath='{.spec.syncWindows}{"\\n"}'`,
      ),
      'While a window keeps an Application from syncing, a commit waits, and self-heal rests: what is changed by hand stays until the window ends. The root application has no window.',
    ],
  };
}
