import { measureSteps } from './measurement';
import { type PlanSettingForms, type SettingForms, settingForms } from './plan-settings';
import type { ServingPlan } from './serving-plan';

/**
 * How a text writes the settings of a plan for one audience: authors of a definition, of a pod, or
 * of a command line.
 */
export interface Vocabulary {
  readonly settings: PlanSettingForms;
  /** A value that is no number, without its setting: `'fp8'`. */
  readonly valueText: (value: string) => string;
  /** A sentence that describes how to keep a plan that the estimate cannot decide. */
  readonly measure: (plan: ServingPlan) => string;
}

const quoted = (value: string) => `'${value}'`;

function extraArgument(flag: string): SettingForms {
  return {
    name: `the extraArg ${flag}`,
    withValue: (value) => `the extraArg ${flag}=${value}`,
  };
}

/** The settings as fields of a definition. */
export const definitionVocabulary: Vocabulary = {
  settings: {
    ...settingForms(
      (setting) => setting,
      (name, value) => `${name}: ${typeof value === 'string' ? quoted(value) : value}`,
    ),
    // A definition has no field for these.
    maxNumBatchedTokens: extraArgument('--max-num-batched-tokens'),
    speculativeTokens: extraArgument('--spec-tokens'),
    speculativeMethod: extraArgument('--spec-method'),
  },
  valueText: quoted,
  measure: (plan) => `To keep the plan, ${measureSteps(plan)}`,
};
