import type { ProblemList } from '../../../problems/problem-list';
import { type DefinitionOf, literal, number, object, text } from '../../../values/schema';
import { cronExpressionProblem, timeZoneFix, timeZoneProblem } from '../cron-expression';
import type { ScalerTriggerSpec } from '../scaler-trigger';
import type { TriggerKind } from '../trigger-kind';

/** Input of cronTrigger(). */
export interface CronTriggerInput {
  /** IANA name: `Asia/Seoul`. Required, because the default of a cluster is UTC. */
  readonly timezone: string;
  /**
   * Start of the window, five fields: `30 8 * * 1-5`. For GPUs, start it earlier by the time of a
   * cold start.
   */
  readonly start: string;
  /** End of the window: `0 19 * * 1-5`. */
  readonly end: string;
  /** Minimum replicas in the window. */
  readonly desiredReplicas: number;
  /** @default none */
  readonly name?: string;
}

/**
 * A minimum of replicas in a time window, such as warm GPUs before office hours begin. Outside the
 * window the trigger requests at most one replica and counts as inactive, so the other triggers and
 * minReplicas decide.
 *
 * @see keda.sh/docs/2.20/scalers/cron (2026-11)
 */
export function cronTrigger(input: CronTriggerInput): ScalerTriggerSpec {
  const { timezone, start, end, desiredReplicas, name } = input;
  return {
    type: 'cron',
    ...(name === undefined ? {} : { name }),
    metadata: { timezone, start, end, desiredReplicas: String(desiredReplicas) },
    metricType: 'AverageValue',
    authentication: 'none',
    producedByTarget: false,
    description: `${desiredReplicas} from "${start}" to "${end}", ${timezone}`,
  };
}

const schema = object({
  /** Kind of trigger: a minimum number of replicas in a time window. */
  type: literal('cron'),
  /** IANA name of the time zone of `start` and `end`: `Asia/Seoul`. */
  timeZone: text,
  /**
   * Start of the window as a cron expression with five fields: `30 8 * * 1-5`. Allow for the cold
   * start: node, image and model of a GPU workload take up to an hour.
   */
  start: text,
  /** End of the window as a cron expression with five fields: `0 19 * * 1-5`. */
  end: text,
  /** Minimum number of replicas in the window. */
  replicas: number,
});

/**
 * Keeps a minimum number of replicas in a time window, for example model servers during office
 * hours.
 */
export interface CronTriggerDefinition extends DefinitionOf<typeof schema> {}

export const cron: TriggerKind<CronTriggerDefinition> = {
  schema,
  fieldNames: { timezone: 'timeZone', desiredReplicas: 'replicas' },

  scaler: {
    type: 'cron',

    check: ({ metadata }, problems) => checkCronMetadata(metadata, problems),

    checkLimits({ metadata }, { minReplicas, maxReplicas }, problems): void {
      const replicas = Number(metadata.desiredReplicas);
      if (replicas > maxReplicas) {
        problems.add(
          'desiredReplicas',
          `${replicas} is greater than maxReplicas (${maxReplicas})`,
          'Raise maxReplicas, or lower the replicas of the trigger.',
        );
      } else if (replicas <= minReplicas) {
        problems.add(
          'desiredReplicas',
          `${replicas} has no effect, because minReplicas is ${minReplicas}`,
          'Raise the replicas of the trigger, lower minReplicas, or remove the trigger.',
        );
      }
    },
  },

  spec: ({ timeZone, start, end, replicas }) =>
    cronTrigger({ timezone: timeZone, start, end, desiredReplicas: replicas }),
};

/** Adds the problems of the metadata of a cron trigger. */
export function checkCronMetadata(metadata: Readonly<Record<string, string>>, problems: ProblemList): void {
  const { timezone = '', start = '', end = '', desiredReplicas = '' } = metadata;
  const timezoneProblem = timeZoneProblem(timezone);
  if (timezoneProblem !== undefined) problems.add('timezone', timezoneProblem, timeZoneFix(timezone));
  for (const [key, expression] of Object.entries({ start, end })) {
    const problem = cronExpressionProblem(expression);
    if (problem !== undefined) problems.add(key, problem, 'Use five fields, such as "30 8 * * 1-5".');
  }
  if (start.trim() !== '' && start.trim() === end.trim()) {
    problems.add('end', `is the same as start, "${start}"`, 'Set a later time.');
  }
  if (!/^[1-9]\d*$/.test(desiredReplicas)) {
    problems.add(
      'desiredReplicas',
      `${desiredReplicas} is not allowed`,
      'Set a whole number of replicas, 1 or more.',
    );
  }
}
