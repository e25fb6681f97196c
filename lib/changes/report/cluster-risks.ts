import type { EnvironmentChanges } from '../environment-changes';
import type { ApplicationEnd } from '../kubernetes/application-ends';
import type { ApplicationChanges, ChangedObject } from '../kubernetes/object-changes';
import { objectText } from '../kubernetes/object-name';
import { whereOf } from './doubt-section';
import { fieldNames } from './field-names';
import { sameFindings } from './finding-section';
import { listed, m } from './markup';
import { modelRisks } from './model-risks';
import type { RiskWithoutPlace } from './risk';

/** Objects that cannot be changed, and what goes with those that go. */
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
      why: m`${source} goes, and their pods still name it`,
      outcome: ['pods that run go on; those that start later, after a drain or a crash, do not start'],
    })),
    ...changes.models.flatMap(modelRisks),
    ...changes.kinds.map((kind) => ({
      kind: 'replaced' as const,
      what: m`${kind.after}`,
      why: m`it was ${kind.before}`,
      outcome: [
        'two objects, and no rollout between: the old pods end while the new ones start, so that nobody may answer for a while, or both run',
      ],
    })),
    ...unreadable.map(({ message, ...file }) => ({
      kind: 'error' as const,
      what: m`${whereOf(file)}`,
      why: m`it cannot be read: ${message}`,
      outcome: ['nothing is known of what is in it'],
    })),
    ...sameFindings(findings.added.filter(({ severity }) => severity === 'error')).map((group) => ({
      kind: 'error' as const,
      what: listed(
        group.map(({ of }) => of),
        3,
      ),
      why: m`${group[0]!.says}`,
      outcome: m`${group[0]!.rule}`,
    })),
  ];
}

const endings: Readonly<Record<ApplicationEnd['how'], Pick<RiskWithoutPlace, 'kind' | 'outcome'>>> = {
  deleted: { kind: 'deleted', outcome: ['Argo CD deletes everything that it applied'] },
  orphaned: { kind: 'deleted', outcome: ['its objects stay in the cluster, and nobody owns them'] },
  left: {
    kind: 'fails',
    outcome: ['its Application still reads the folder: the sync fails, and its objects stay'],
  },
  unknown: { kind: 'deleted', outcome: ['no Application here reads the folder: who applied it decides'] },
};

function endRisk(application: string, { how }: ApplicationEnd): RiskWithoutPlace {
  return { ...endings[how], what: m`application ${application}`, why: ['its folder is gone'] };
}

function changedRisks(
  { application }: ApplicationChanges,
  { refused, madeAnew, movedFrom, ...object }: ChangedObject,
): readonly RiskWithoutPlace[] {
  const what = m`${objectText(object)}`;
  const risks: RiskWithoutPlace[] = [];
  if (refused.length > 0)
    risks.push({
      kind: 'fails',
      what,
      why: m`Kubernetes does not change ${listed(fieldNames(refused), 4)}`,
      outcome: ['until somebody deletes the object, and with it what it holds'],
    });
  if (madeAnew?.loss !== undefined)
    risks.push({
      kind: 'lost',
      what,
      why: m`${'Replace=true'} and ${'Force=true'}`,
      outcome: [madeAnew.loss],
    });
  if (movedFrom !== undefined)
    risks.push({
      kind: 'replaced',
      what,
      why: m`from application ${movedFrom} to ${application}`,
      outcome: m`${movedFrom} deletes it, and ${application} makes it anew; until then its sync fails (${'FailOnSharedResource'})`,
    });
  return risks;
}

/** What goes with an application whose Application goes, is told of the application. */
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
          why: ['no longer there'],
          outcome: [loss ?? 'it has no finalizer: what it applied stays, and nobody owns it'],
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
            outcome: ['the old one is deleted, and whatever names it finds nothing'],
          },
        ],
  );
}
