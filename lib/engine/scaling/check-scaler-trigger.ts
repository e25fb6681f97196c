import type { ProblemList } from '../../problems/problem-list';
import type { ScalerTriggerSpec } from './scaler-trigger';
import { scalerOf } from './trigger-kinds';

/** Names of scalers are lower-case words: `azure-servicebus`. */
const typePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Adds the problems of one trigger, whatever created it. Paths are metadata keys: `query`,
 * `timezone`.
 *
 * KEDA's webhook has some of these rules, but it accepts everything if it does not respond in time.
 * The other mistakes show only as events of the ScaledObject, long after the commit.
 */
export function checkScalerTrigger(trigger: ScalerTriggerSpec, problems: ProblemList): void {
  if (!typePattern.test(trigger.type)) {
    problems.add(
      'type',
      `"${trigger.type}" is not a valid scaler name`,
      'Use a name from keda.sh/docs, such as azure-servicebus.',
    );
  }
  const scaler = scalerOf(trigger);
  if (trigger.metricType === 'Utilization' && !scaler?.isResourceMetric) {
    problems.add('metricType', 'Utilization applies to CPU and memory only', 'Use AverageValue or Value.');
    return;
  }
  scaler?.check(trigger, problems);
}

/** Adds a problem for each trigger without the metadata that the outputs file contains. */
export function requireCompleteTriggers(triggers: readonly ScalerTriggerSpec[], problems: ProblemList): void {
  triggers.forEach(({ metadataFromOutputs = {} }, index) => {
    for (const [key, output] of Object.entries(metadataFromOutputs)) {
      problems
        .at('triggers')
        .at(index)
        .add(key, `the trigger lacks the output ${output}`, 'Pass the trigger through completeTrigger().');
    }
  });
}
