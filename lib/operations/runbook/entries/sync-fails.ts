import { argoApplicationName } from '../../../engine/gitops/argo-destination';
import { clusterApplication } from '../../../platform/application-names';
import { exampleApplication, otherApplications } from '../chapters/look-at-argo-cd';
import { bullets, code, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';

/**
 * Sources (argo-cd 3.5 and 3.6, 2026-11): `controller/sync.go`, `controller/appcontroller.go` (autoSync), `pkg/apis/application/v1alpha1/
 * types.go` (conditions); user-guide/sync-options, sync_windows, app_deletion, orphaned-resources, private-repositories.
 */
export function syncFails(runbook: Runbook): RunbookEntry {
  const { platform, applications, charts, namespaces } = runbook;
  const { gitOps, environment } = platform;
  const { namespace } = gitOps.argoCd;
  const application = `APPLICATION=${exampleApplication(runbook)} ${otherApplications}`;
  return {
    topic: 'syncFails',
    symptom:
      'An Application is `OutOfSync`, `Unknown` or `Degraded`, a commit does not arrive, or Argo CD says that a sync failed.',
    look: [
      shell(
        `kubectl get applications --namespace ${namespace}`,
        application,
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.conditions[*]}{.type}{": "}{.message}{"\\n"}{end}{.status.operationState.phase}{": "}{.status.operationState.message}{"\\n"}'`,
        '# what of it failed',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{range .status.operationState.syncResult.resources[*]}{.status}{"\\t"}{.kind}{"\\t"}{.name}{"\\t"}{.message}{"\\n"}{end}'`,
        '# which commit it has, and whether it looks at all',
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.status.sync.revision}{.status.sync.revisions}{"\\n"}{.status.reconciledAt}{"\\n"}{.spec.syncPolicy.automated}{"\\n"}'`,
        `kubectl logs --namespace ${namespace} --selector app.kubernetes.io/name=argocd-application-controller --tail 200 --prefix`,
      ),
    ],
    causes: [
      {
        sign: '`ComparisonError`: `authentication required`, `repository not found`',
        cause: 'Argo CD has no credential for the repository, or it has ended',
        remedy: `\`kubectl get secrets --namespace ${namespace} --selector argocd.argoproj.io/secret-type=repository\`: renew it there. It is the one Secret that no Git has`,
      },
      charts.length === 0
        ? undefined
        : {
            sign: `\`ComparisonError\` of ${codes(charts.map(({ name }) => name))}: \`failed to fetch chart\``,
            cause: "the chart's registry does not answer, or has the version no more",
            remedy: 'wait, and refresh with `hard`: [Sync now](#sync-now)',
          },
      {
        sign: '`SharedResourceWarning`; `Shared resource found`',
        cause:
          'two Applications have one object; neither is synced until one gives it up (`FailOnSharedResource`)',
        remedy: 'the message names the other; take the object out of one of the two',
      },
      {
        sign: '`field is immutable`',
        cause:
          'the commit changes what Kubernetes lets nobody change: a selector, the template of a Job, the class of a claim',
        remedy: 'delete the object by hand, knowing what goes with it; Argo CD makes it anew',
      },
      {
        sign: '`namespaces "…" not found`',
        cause: `the Application ${code(argoApplicationName(environment, gitOps.destination, clusterApplication))} has not brought it yet, or somebody deleted it`,
        remedy: `wait for its sync, or sync it: [Sync now](#sync-now)`,
      },
      {
        sign: '`no matches for kind`, `CRD … not found`',
        cause: 'what brings the kind is not there yet: an add-on of AKS, or a chart',
        remedy: 'retries wait for it; if it stays, the add-on is off in Azure',
      },
      {
        sign: '`is not permitted in project`',
        cause: 'a kind, namespace or repository that the project does not allow',
        remedy:
          'the definition writes the project: synth, commit; what came by another way than synth is refused on purpose',
      },
      {
        sign: '`admission webhook … denied`, `violates PodSecurity`',
        cause: 'the cluster refuses the object',
        remedy: 'its message says the field; a policy of Azure is in the portal, "Policies"',
      },
      {
        sign: '`Failed last sync attempt to …`, and nothing goes on',
        cause: 'the retries are used up, and a commit that failed is not tried again',
        remedy: 'another commit, or a sync by hand: [Sync now](#sync-now)',
      },
      {
        sign: '`auto-sync will wipe out all resources`',
        cause: 'the folder in Git is empty: an accident, in which nothing is deleted',
        remedy: 'put the folder back: `git revert`',
      },
      {
        sign: 'the sync runs for ever: `waiting for healthy state`, `waiting for pruning confirmation of …`',
        cause:
          'something of an earlier wave does not become ready; or a namespace is to be deleted, which has to be allowed',
        remedy: `what is not \`Healthy\` in the list under [Look at Argo CD](#look-at-argo-cd); for a namespace the time as \`argocd.argoproj.io/deletion-approved\``,
      },
      gitOps.syncWindows.length === 0
        ? undefined
        : {
            sign: '`Sync operation blocked by sync window`, or `OutOfSync` and no attempt',
            cause: 'a window keeps it from syncing',
            remedy: '[Sync windows](#sync-windows)',
          },
      {
        sign: '`automated` has `"enabled":false`',
        cause: 'somebody stopped it',
        remedy: '[Stop Argo CD in an emergency](#stop-argo-cd-in-an-emergency)',
      },
      {
        sign: '`OutOfSync` again and again, on its own',
        cause: 'something else in the cluster changes a field that Git has',
        remedy: '`argocd app diff` shows it, `kubectl get … --show-managed-fields` who',
      },
      gitOps.orphanedResources === 'warn'
        ? {
            sign: '`OrphanedResourceWarning`',
            cause: `objects in ${codes(namespaces.slice(0, 1))} that no Application has: left by hand, or by something that is gone`,
            remedy: 'look whose they are; Argo CD never deletes them',
          }
        : undefined,
      {
        sign: 'the Application is being deleted and does not go',
        cause: 'its finalizer waits for objects that do not go, or for a cluster that does not answer',
        remedy: 'the commands below',
      },
      {
        sign: '`Degraded`, and everything is `Synced`',
        cause: 'Git is in the cluster, and does not work there',
        remedy: 'the symptom of the object that is not `Healthy`',
      },
    ],
    more: [
      'An Application that does not go: what it waits for, and, if its objects may stay where they are, without its finalizer:',
      shell(
        `APPLICATION=$(kubectl get applications --namespace ${namespace} --output jsonpath='{.items[?(@.metadata.deletionTimestamp)].metadata.name}' | cut -d ' ' -f 1) # the first that is being deleted`,
        `kubectl get application "$APPLICATION" --namespace ${namespace} --output jsonpath='{.metadata.deletionTimestamp}{" "}{.metadata.finalizers}{"\\n"}'`,
        `kubectl patch application "$APPLICATION" --namespace ${namespace} --type merge --patch '{"metadata":{"finalizers":null}}'`,
      ),
      bullets([
        `A commit that does not arrive at all: is it on ${code(gitOps.revision)} of ${gitOps.repository}, below ${code(gitOps.environmentPath)}? A commit that changes nothing in the folder of an Application does not move it.`,
        `The definition changed and \`${gitOps.environmentPath}\` did not: \`npm run synth -- --environment ${environment}\`, commit.`,
        applications.length > 1
          ? 'Several at once: Git, the API server, or the root. Begin with the root.'
          : undefined,
      ]),
    ],
  };
}
