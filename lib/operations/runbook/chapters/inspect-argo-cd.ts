import { isChartSource } from '../../../engine/charts/application-source';
import { sourceText } from '../../inventory/source-text';
import { code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings, see } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import { exampleDeployment } from './example-workload';

/**
 * Application that commands use as their example: one of a workload rather than of cluster objects.
 */
export function exampleApplication(runbook: Runbook): string {
  return exampleDeployment(runbook)?.application ?? runbook.applications.find(({ isRoot }) => !isRoot)!.name;
}

/** Comment after a variable that holds the example Application. */
export const otherApplications = '# or another row of the table "Applications"';

/**
 * State of an Application without the web interface.
 *
 * Sources (argo-cd 3.5 and 3.6, 2026-11): `manifests/crds/application-crd.yaml`;
 * user-guide/commands/argocd_app_diff; operator-manual/core.
 */
export function inspectArgoCd(runbook: Runbook): RunbookSection {
  const { inventory } = runbook;
  const { namespace } = inventory.gitOps.argoCd;
  return {
    title: runbookHeadings.inspectArgoCd,
    blocks: [
      shell(
        `kubectl get applications --namespace ${namespace}`,
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        '# conditions, and the result of the last sync',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.conditions[*]}{.type}{": "}{.message}{"\\n"}{end}{.status.operationState.phase}{": "}{.status.operationState.message}{"\\n"}'`,
        '# state of each object',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.resources[*]}{.status}{"\\t"}{.health.status}{"\\t"}{.kind}{"\\t"}{.name}{"\\n"}{end}'`,
      ),
      shell(
        '# differences by field; the argocd CLI uses your kubeconfig and needs no login',
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        `kubectl config set-context --current --namespace ${namespace}`,
        'argocd app diff "$APPLICATION" --core',
      ),
      table(
        ['Status', 'Meaning'],
        [
          ['`Synced`', 'the cluster matches Git in every field that Git contains'],
          ['`OutOfSync`', 'a field differs: self-heal is about to restore it, or cannot'],
          ['`Unknown`', 'Argo CD cannot compare: Git, the chart registry or the cluster does not respond'],
          ['`Progressing`', 'an object is not ready yet, for example a model that still loads'],
          ['`Degraded`', 'a rollout exceeded its deadline, a scaler cannot read its metric, or a Job failed'],
          ...(runbook.scalers.length === 0
            ? []
            : [['`Suspended`', `an operator paused a scaler: ${see('scaleManually')}`]]),
          ['`Missing`', 'an object does not exist yet'],
        ],
      ),
      applicationsTable(runbook),
    ],
  };
}

function applicationsTable({ inventory, applications, applicationSet }: Runbook): string | undefined {
  const generated = applicationSet === undefined ? '' : `the ApplicationSet ${code(applicationSet)}`;
  const rows = applications.map(({ name, isRoot, isGenerated, namespace, sources }) => [
    code(name),
    sources
      .map((source) => {
        const text = sourceText(source, inventory.gitOps.repository);
        return isChartSource(source) ? text : code(text);
      })
      .join(', '),
    code(namespace),
    isRoot ? 'an operator, once' : isGenerated ? generated : 'the root',
  ]);
  return table(['Applications', 'Source', 'Namespace', 'Applied by'], rows);
}

/**
 * A refresh compares, and Argo CD then syncs differences by itself, except for a commit whose sync
 * failed: `autoSync` in argo-cd `controller/appcontroller.go`. An operation uses only the sync
 * options that it lists: `controller/sync.go`. Polling interval of Git: `timeout.reconciliation` in
 * operator-manual/argocd-cm.yaml (argo-cd 3.5 and 3.6, 2026-11).
 */
export function syncNow(runbook: Runbook): RunbookSection {
  const { namespace } = runbook.inventory.gitOps.argoCd;
  return {
    title: runbookHeadings.syncNow,
    blocks: [
      'Argo CD polls Git every two to three minutes. To refresh an Application immediately:',
      shell(
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        `kubectl annotate application "$APPLICATION" --namespace ${namespace} argocd.argoproj.io/refresh=normal --overwrite`,
      ),
      'Argo CD then syncs all differences. It does not retry a commit after the last retry failed. Push another commit, or start a sync yourself. Pass the sync options of the Application, or the sync does not use server-side apply:',
      shell(
        `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`,
        `OPTIONS=$(kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.spec.syncPolicy.syncOptions}')`,
        `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"operation":{"initiatedBy":{"username":"operator"},"sync":{"prune":true,"syncOptions":'"$OPTIONS"'}}}'`,
      ),
      '`argocd.argoproj.io/refresh=hard` also discards cached manifests. Use it after a chart was pushed again under the same version.',
    ],
  };
}
