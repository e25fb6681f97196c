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
  title: 'A cron trigger must have a valid start, end, timezone and desiredReplicas',
  severity: 'error',
  why: 'KEDA rejects the trigger, or reads 8:30 as UTC and starts the GPUs after the office has closed.',
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
        // The value of a template is unknown. scaling/metadata-texts reports values that are not
        // strings.
        const texts = Object.entries(metadata).map(([key, value]) => [key, String(value)] as const);
        if (texts.some(([, text]) => text.includes('{{'))) return [];
        const problems = ProblemList.create();
        const values = Object.fromEntries(texts);
        checkCronMetadata(values, problems);
        const maximum = numberAt(found.object, 'spec.maxReplicaCount') ?? 100;
        if (Number(values['desiredReplicas']) > maximum) {
          problems.add(
            'desiredReplicas',
            `${values['desiredReplicas']} is above maxReplicaCount, which is ${maximum}`,
            'Raise maxReplicaCount, or lower desiredReplicas.',
          );
        }
        // scaling/trigger-metadata reports what is missing.
        const written = problems.problems.filter(({ path: key }) => key in values);
        return written.map(({ path: key, message, fix }) => ({
          in: found,
          field: `${path}.metadata.${key}`,
          message: `The cron trigger has an invalid ${key}: ${message}.`,
          expected: allowed[key] ?? 'a value that the KEDA cron scaler accepts',
          fix,
        }));
      }),
    ),
};

const allowed: Readonly<Record<string, string>> = {
  timezone: 'an IANA time zone name',
  start: 'a cron expression with five fields',
  end: 'a cron expression with five fields that differs from start',
  desiredReplicas: 'a whole number from 1 to maxReplicaCount',
};
