import { code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import { exampleDeployment } from './example-workload';

/** An Application to show commands with: of a workload rather than of the cluster's own objects. */
export function exampleApplication(runbook: Runbook): string {
  return exampleDeployment(runbook)?.application ?? runbook.applications.find(({ isRoot }) => !isRoot)!.name;
}

export const otherApplications = '# or another one of the table "Applications"';

/**
 * What a person sees of an Application without the web interface.
 *
 * Sources (argo-cd 3.5 and 3.6, 2026-11): `manifests/crds/application-crd.yaml`; user-guide/commands/argocd_app_diff; operator-manual/core.
 */
export function lookAtArgoCd(runbook: Runbook): RunbookSection {
  const { platform, applications, applicationSet } = runbook;
  const { namespace } = platform.gitOps.argoCd;
  return {
    title: 'Look at Argo CD',
    blocks: [
      shell(
        `kubectl get applications --namespace ${namespace}`,
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        '# why it is not what it should be, and how its last sync ended',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.conditions[*]}{.type}{": "}{.message}{"\\n"}{end}{.status.operationState.phase}{": "}{.status.operationState.message}{"\\n"}'`,
        '# object by object',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.resources[*]}{.status}{"\\t"}{.health.status}{"\\t"}{.kind}{"\\t"}{.name}{"\\n"}{end}'`,
      ),
      shell(
        '# field by field, with the argocd program and nothing to sign in to',
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        `kubectl config set-context --current --namespace ${namespace}`,
        'argocd app diff "$APPLICATION" --core',
      ),
      table(
        ['It says', 'That is'],
        [
          ['`Synced`', 'every field that Git has is so in the cluster'],
          ['`OutOfSync`', 'some is not: self-heal is about to put it back, or cannot'],
          ['`Unknown`', 'Argo CD could not compare: Git, the chart, or the cluster did not answer'],
          [
            '`Progressing`',
            'something has not become ready yet: a model that loads, for as long as that takes',
          ],
          ['`Degraded`', 'a rollout past its deadline, a scaler without its metric, a Job that failed'],
          ...(runbook.scalers.length === 0
            ? []
            : [['`Suspended`', 'somebody paused a scaler: [Scale by hand](#scale-by-hand)']]),
          ['`Missing`', 'an object is not there yet'],
        ],
      ),
      applicationsTable(applications, applicationSet),
    ],
  };
}

function applicationsTable(
  applications: Runbook['applications'],
  applicationSet: string | undefined,
): string | undefined {
  const generated = applicationSet === undefined ? '' : `the ApplicationSet ${code(applicationSet)}`;
  const rows = applications.map(({ name, isRoot, isGenerated, namespace, sources }) => [
    code(name),
    sources.map((source) => (source.startsWith('chart ') ? source : code(source))).join(', '),
    code(namespace),
    isRoot ? 'you, once' : isGenerated ? generated : 'the root',
  ]);
  return table(['Applications', 'From', 'Namespace', 'Brought by'], rows);
}

/**
 * A refresh compares, and what differs is then synced by itself, but not a commit whose sync failed: `autoSync` in argo-cd
 * `controller/appcontroller.go`. An operation has the sync options that it names and no others: `controller/sync.go`. How often Git is looked
 * at: `timeout.reconciliation` in operator-manual/argocd-cm.yaml (argo-cd 3.5 and 3.6, 2026-11).
 */
export function syncNow(runbook: Runbook): RunbookSection {
  const { namespace } = runbook.platform.gitOps.argoCd;
  return {
    title: 'Sync now',
    blocks: [
      'Argo CD looks at Git every two to three minutes. To look at once:',
      shell(
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        `kubectl annotate application "$APPLICATION" --namespace ${namespace} argocd.argoproj.io/refresh=normal --overwrite`,
      ),
      'What differs is then synced. A commit whose sync failed to the last retry is not tried again: push another one, or sync by hand, with the options of the Application, without which it would not be a server-side apply:',
      shell(
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        `OPTIONS=$(kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.spec.syncPolicy.syncOptions}')`,
        `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"operation":{"initiatedBy":{"username":"operator"},"sync":{"prune":true,"syncOptions":'"$OPTIONS"'}}}'`,
      ),
      '`argocd.argoproj.io/refresh=hard` also forgets what was rendered before: for a chart that was pushed anew under its old version.',
    ],
  };
}
