import { argoApplicationName } from '../../../engine/gitops/argo-destination';
import { clusterApplication } from '../../../platform/gitops/application-names';
import { exampleApplication, otherApplications } from '../chapters/inspect-argo-cd';
import { bullets, code, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';

/**
 * Sources (argo-cd 3.5 and 3.6, 2026-11): `controller/sync.go`, `controller/appcontroller.go`
 * (autoSync), `server/application/application.go` (TerminateOperation),
 * `pkg/apis/application/v1alpha1/types.go` (conditions); user-guide/sync-options, sync_windows,
 * app_deletion, orphaned-resources, private-repositories.
 */
export function syncFails(runbook: Runbook): RunbookEntry {
  const { inventory, applications, charts, namespaces } = runbook;
  const { gitOps, environment } = inventory;
  const { namespace } = gitOps.argoCd;
  const application = `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`;
  return {
    topic: 'syncFails',
    symptom:
      'An Application is `OutOfSync`, `Unknown` or `Degraded`, a commit does not reach the cluster, or Argo CD reports a failed sync.',
    look: [
      shell(
        `kubectl get applications --namespace ${namespace}`,
        application,
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.conditions[*]}{.type}{": "}{.message}{"\\n"}{end}{.status.operationState.phase}{": "}{.status.operationState.message}{"\\n"}'`,
        '# result of the last sync for each object',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.operationState.syncResult.resources[*]}{.status}{"\\t"}{.kind}{"\\t"}{.name}{"\\t"}{.message}{"\\n"}{end}'`,
        '# commit of the last sync, time of the last comparison, and automated sync',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.status.sync.revision}{.status.sync.revisions}{"\\n"}{.status.reconciledAt}{"\\n"}{.spec.syncPolicy.automated}{"\\n"}'`,
        `kubectl logs --namespace ${namespace} --selector app.kubernetes.io/name=argocd-application-controller --tail 200 --prefix`,
      ),
    ],
    causes: [
      {
        sign: '`ComparisonError`: `authentication required`, `repository not found`',
        cause: 'Argo CD has no credential for the repository, or the credential expired',
        remedy: `renew the Secret that \`kubectl get secrets --namespace ${namespace} --selector argocd.argoproj.io/secret-type=repository\` lists. Git does not contain this Secret`,
      },
      charts.length === 0
        ? undefined
        : {
            sign: `\`ComparisonError\` of ${codes(charts.map(({ name }) => name))}: \`failed to fetch chart\``,
            cause: 'the registry of the chart does not respond, or no longer has the version',
            remedy: linked`wait, then refresh with \`hard\`: ${to('syncNow')}`,
          },
      {
        sign: '`SharedResourceWarning`; `Shared resource found`',
        cause:
          'two Applications contain the same object; Argo CD syncs neither until one removes it (`FailOnSharedResource`)',
        remedy: 'the message names the other Application; remove the object from one of them',
      },
      {
        sign: '`field is immutable`',
        cause:
          'the commit changes a field that Kubernetes does not allow to change: a selector, the template of a Job, or the storage class of a claim',
        remedy: 'delete the object, after you checked what its deletion removes; Argo CD recreates it',
      },
      {
        sign: '`namespaces "…" not found`',
        cause: `the Application ${code(argoApplicationName(environment, gitOps.destination, clusterApplication))} has not created the namespace yet, or an operator deleted it`,
        remedy: linked`wait for its sync, or start it: ${to('syncNow')}`,
      },
      {
        sign: '`no matches for kind`, `CRD … not found`',
        cause: 'the AKS add-on or chart that installs the kind is not installed yet',
        remedy: 'Argo CD retries; if the error stays, the add-on is disabled in Azure',
      },
      {
        sign: '`is not permitted in project`',
        cause: 'the AppProject does not allow the kind, namespace or repository',
        remedy:
          'synth writes the AppProject: run synth and commit. Argo CD rejects objects that do not come from synth on purpose',
      },
      {
        sign: '`admission webhook … denied`, `violates PodSecurity`',
        cause: 'the cluster rejects the object',
        remedy: 'the message names the field; Azure policies are in the portal under "Policies"',
      },
      {
        sign: '`Failed last sync attempt to …`, and no further attempt',
        cause: 'all retries failed, and Argo CD does not retry a failed commit',
        remedy: linked`push another commit, or start a sync: ${to('syncNow')}`,
      },
      {
        sign: '`auto-sync will wipe out all resources`',
        cause: 'the folder in Git is empty; Argo CD assumes an accident and deletes nothing',
        remedy: 'restore the folder with `git revert`',
      },
      {
        sign: 'the sync does not end: `waiting for healthy state`, `waiting for pruning confirmation of …`',
        cause:
          'an object of an earlier sync wave or the Job of a hook does not become ready, or the deletion of a namespace waits for confirmation. Argo CD syncs no newer commit meanwhile',
        remedy: linked`push the fix, then stop the sync with the command below. ${to('inspectArgoCd')} shows the object that is not \`Healthy\`; to confirm the deletion of a namespace, annotate the Application with \`argocd.argoproj.io/deletion-approved\` and the current time`,
      },
      gitOps.syncWindows.length === 0
        ? undefined
        : {
            sign: '`Sync operation blocked by sync window`, or `OutOfSync` without an attempt',
            cause: 'a sync window blocks the Application',
            remedy: linked`${to('syncWindows')}`,
          },
      {
        sign: '`automated` contains `"enabled":false`',
        cause: 'an operator disabled automated sync',
        remedy: linked`${to('disableAutomatedSync')}`,
      },
      {
        sign: '`OutOfSync` repeatedly, without a commit',
        cause: 'another controller changes a field that Git contains',
        remedy: '`argocd app diff` shows the field, `kubectl get … --show-managed-fields` its manager',
      },
      gitOps.orphanedResources === 'warn'
        ? {
            sign: '`OrphanedResourceWarning`',
            cause: `${codes(namespaces.slice(0, 1))} contains objects that belong to no Application: created manually, or left by a removed workload`,
            remedy: 'find their origin and delete them yourself; Argo CD never deletes them',
          }
        : undefined,
      {
        sign: 'the deletion of an Application does not end',
        cause: 'its finalizer waits for objects that are not deleted, or for a cluster that does not respond',
        remedy: 'run the commands below',
      },
      {
        sign: '`Degraded`, although every object is `Synced`',
        cause: 'the cluster matches Git, and the workload fails',
        remedy: 'find the object that is not `Healthy`, then use the entry for its symptom',
      },
    ],
    more: [
      'To stop a sync that does not end. Argo CD then syncs the newest commit by itself:',
      shell(
        application,
        `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"status":{"operationState":{"phase":"Terminating"}}}'`,
      ),
      'To see what the deletion of an Application waits for, and to remove its finalizer if its objects may stay:',
      shell(
        `APPLICATION=$(kubectl get applications --namespace ${namespace} --output jsonpath='{.items[?(@.metadata.deletionTimestamp)].metadata.name}' | cut -d ' ' -f 1) # the first one in deletion`,
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.metadata.deletionTimestamp}{" "}{.metadata.finalizers}{"\\n"}'`,
        `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"metadata":{"finalizers":null}}'`,
      ),
      bullets([
        `If a commit does not reach the cluster, check that it is on ${code(gitOps.revision)} of ${gitOps.repository}, below ${code(gitOps.environmentPath)}. A commit that changes nothing in the folder of an Application does not sync it.`,
        `If the definition changed and \`${gitOps.environmentPath}\` did not, run \`npm run synth -- --environment ${environment}\` and commit.`,
        applications.length > 1
          ? 'If several Applications fail at once, the cause is Git, the API server or the root. Start with the root.'
          : undefined,
      ]),
    ],
  };
}
