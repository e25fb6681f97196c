import { checkCronMetadata } from '../../../engine/scaling/triggers/cron';
import { ProblemList } from '../../../problems/problem-list';
import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledObjectExample } from '../example-manifests';

const office = (fields: string) =>
  scaledObjectExample('minReplicaCount: 1,', `{ type: cron, metadata: ${fields} }`);

export const cron: Rule = {
  id: 'scaling/cron',
  title: 'A window of time has two times, a time zone and replicas that may be',
  severity: 'error',
  why: 'KEDA refuses the trigger, or reads 8:30 as UTC: the GPUs are there when the office has gone home.',
  source: 'keda.sh/docs/2.20/scalers/cron (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: office('{ timezone: KST, start: 30 8 * * 1-5, end: 0 19 * * 1-5, desiredReplicas: "2" }'),
  },
  good: {
    kubernetes: office(
      '{ timezone: Asia/Seoul, start: 30 8 * * 1-5, end: 0 19 * * 1-5, desiredReplicas: "2" }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        if (type !== 'cron') return [];
        // A template's braces: what they will be is not known. What is no text is another rule's.
        const texts = Object.entries(metadata).map(([key, value]) => [key, String(value)] as const);
        if (texts.some(([, text]) => text.includes('{{'))) return [];
        const problems = ProblemList.create();
        const given = Object.fromEntries(texts);
        checkCronMetadata(given, problems);
        const most = numberAt(found.object, 'spec.maxReplicaCount') ?? 100;
        if (Number(given['desiredReplicas']) > most) {
          problems.add(
            'desiredReplicas',
            `${given['desiredReplicas']} is more than maxReplicaCount, which is ${most}`,
            'Raise maxReplicaCount, or lower desiredReplicas.',
          );
        }
        return problems.problems.map(({ path: key, message, fix }) => ({
          in: found,
          field: `${path}.metadata.${key}`,
          message: `wrong: ${message}`,
          expected: allowed[key] ?? 'as the page of the scaler has it',
          fix,
        }));
      }),
    ),
};

const allowed: Readonly<Record<string, string>> = {
  timezone: 'the IANA name of a time zone',
  start: 'five fields of cron',
  end: 'five fields of cron, and another time than start',
  desiredReplicas: 'a whole number up to maxReplicaCount',
};
