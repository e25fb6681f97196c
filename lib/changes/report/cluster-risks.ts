import { rolloutKinds } from '../../operations/runbook/runbook-workload';
import type { EnvironmentChanges } from '../environment-changes';
import type { ApplicationEnd } from '../kubernetes/application-ends';
import type { ApplicationChanges, ChangedObject } from '../kubernetes/object-changes';
import { objectText } from '../kubernetes/object-name';
import { whereOf } from './doubt-section';
import { fieldNames } from './field-names';
import { sameFindings } from './finding-section';
import { listed, type Markup, m } from './markup';
import { modelRisks } from './model-risks';
import type { RiskWithoutPlace } from './risk';

/** Risks of changed and removed objects in the cluster. */
export function clusterRisks(changes: EnvironmentChanges): readonly RiskWithoutPlace[] {
  const { applications, findings, unreadable } = changes;
  return [
    ...applications.flatMap((application) => [
      ...application.changed.flatMap((object) => changedRisks(application, object)),
      ...removedRisks(application, changes.ends),
      ...renameRisks(application),
    ]),
    ...[...changes.ends].map(([application, end]) => endRisk(application, end)),
    ...changes.missing.map(({ source, workloads }) => ({
      kind: 'broken' as const,
      what: listed(workloads, 3),
      why: m`${source} is removed, and their pods still reference it`,
      outcome: ['running pods continue; a pod that starts later, after a drain or a crash, fails'],
    })),
    ...identityRisks(changes),
    ...changes.models.flatMap(modelRisks),
    ...changes.kinds.map((kind) => ({
      kind: 'replaced' as const,
      what: m`${kind.after}`,
      why: m`it was ${kind.before}`,
      outcome: [
        'Argo CD deletes one object and creates the other without a rollout: for a while no pod runs, or the old and the new ones run together',
      ],
    })),
    ...unreadable.map(({ message, ...file }) => ({
      kind: 'error' as const,
      what: m`${whereOf(file)}`,
      why: m`it cannot be read: ${message}`,
      outcome: ['its content is unknown'],
    })),
    ...sameFindings(findings.added.filter(({ severity }) => severity === 'error')).map((group) => ({
      kind: 'error' as const,
      what: listed(
        group.map(({ of }) => of),
        3,
      ),
      why: m`${group[0]!.text}`,
      outcome: m`${group[0]!.rule}`,
    })),
  ];
}

/**
 * Pods that keep an identity that a deployment removes. Restarted pods get the new one: the webhook
 * of workload identity writes the client id into a pod when the pod is created
 * (azure.github.io/azure-workload-identity/docs/concepts.html, 2026-12).
 */
function identityRisks({ stale, azure }: EnvironmentChanges): readonly RiskWithoutPlace[] {
  const removed = (azure ?? [])
    .flatMap((stack) => [...stack.removed, ...stack.replaced])
    .filter(({ type }) => identityTypes.includes(type));
  if (removed.length === 0) return [];
  return stale
    .filter(({ uses }) => uses.includes('account'))
    .map(({ workload, source }) => ({
      kind: 'broken' as const,
      what: m`${workload}`,
      why: m`${source} has another identity, and no pod restarts`,
      outcome: m`the pods keep the old identity, and Azure rejects it after the deployment that removes it. After the sync and before that deployment, ${restartOf(workload)}`,
    }));
}

const identityTypes: readonly string[] = [
  'azurerm_federated_identity_credential',
  'azurerm_user_assigned_identity',
];

/** What restarts `Deployment production/app`. */
function restartOf(workload: string): Markup {
  const [kind = '', reference = ''] = workload.split(' ');
  if (!rolloutKinds.includes(kind)) return ['recreate its pods'];
  const [namespace, name] = reference.includes('/') ? reference.split('/') : [undefined, reference];
  const inNamespace = namespace === undefined ? '' : ` --namespace ${namespace}`;
  return m`run ${`kubectl rollout restart ${kind.toLowerCase()}/${name}${inNamespace}`}`;
}

const endings: Readonly<Record<ApplicationEnd['how'], Pick<RiskWithoutPlace, 'kind' | 'outcome'>>> = {
  deleted: { kind: 'deleted', outcome: ['Argo CD deletes everything that it applied'] },
  orphaned: { kind: 'deleted', outcome: ['its objects stay in the cluster without an owner'] },
  left: {
    kind: 'fails',
    outcome: ['its Application still reads the folder: the sync fails, and its objects stay'],
  },
  unknown: {
    kind: 'deleted',
    outcome: [
      'no Application in these files reads the folder: its objects stay unless another tool deletes them',
    ],
  },
};

function endRisk(application: string, { how }: ApplicationEnd): RiskWithoutPlace {
  return { ...endings[how], what: m`application ${application}`, why: ['its folder is removed'] };
}

function changedRisks(
  { application }: ApplicationChanges,
  { refused, recreated, movedFrom, ...object }: ChangedObject,
): readonly RiskWithoutPlace[] {
  const what = m`${objectText(object)}`;
  const risks: RiskWithoutPlace[] = [];
  if (refused.length > 0)
    risks.push({
      kind: 'fails',
      what,
      why: m`Kubernetes does not allow a change of ${listed(fieldNames(refused), 4)}`,
      outcome: ['the sync fails until you delete the object, with the data in it'],
    });
  if (recreated?.loss !== undefined)
    risks.push({
      kind: 'lost',
      what,
      why: m`its annotations set ${'Replace=true'} and ${'Force=true'}`,
      outcome: [recreated.loss],
    });
  if (movedFrom !== undefined)
    risks.push({
      kind: 'replaced',
      what,
      why: m`from application ${movedFrom} to ${application}`,
      outcome: m`${movedFrom} deletes it, and ${application} recreates it; until then the sync of ${application} fails (${'FailOnSharedResource'})`,
    });
  return risks;
}

/** Risks of removed objects. The objects of a removed application are part of its own risk. */
function removedRisks(
  { application, removed }: ApplicationChanges,
  ends: EnvironmentChanges['ends'],
): readonly RiskWithoutPlace[] {
  const end = ends.get(application)?.how ?? 'deleted';
  const readers = [...ends.values()].flatMap(({ reader }) =>
    reader === undefined ? [] : [objectText(reader)],
  );
  if (end === 'orphaned' || end === 'left') return [];
  return removed
    .filter((object) => !readers.includes(objectText(object)))
    .flatMap(({ loss, isLeaving, ...object }): readonly RiskWithoutPlace[] => {
      if (loss === undefined && !isLeaving) return [];
      return [
        {
          kind: loss === undefined ? 'deleted' : 'lost',
          what: m`${objectText(object)}`,
          why: ['removed from Git'],
          outcome: [loss ?? 'it has no finalizer: the objects that it applied stay without an owner'],
        },
      ];
    });
}

function renameRisks({ added }: ApplicationChanges): readonly RiskWithoutPlace[] {
  return added.flatMap(({ renamedFrom, ...object }) =>
    renamedFrom === undefined
      ? []
      : [
          {
            kind: 'replaced' as const,
            what: m`${objectText(object)}`,
            why: m`it was ${objectText(renamedFrom)}`,
            outcome: ['Argo CD deletes the old object, so references to its name fail'],
          },
        ],
  );
}
