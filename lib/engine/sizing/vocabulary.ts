import { measureSteps } from './measurement';
import type { ServingPlan } from './serving-plan';

const planSettings = [
  'maxModelLen',
  'maxNumSeqs',
  'maxNumBatchedTokens',
  'dtype',
  'kvCacheDtype',
  'quantization',
  'gpuMemoryUtilization',
  'gpus',
  'tensorParallelSize',
  'nodes',
] as const;

/** Settings of a plan that a text contains. */
export type PlanSetting = (typeof planSettings)[number];

/** How a text writes a setting. */
export interface SettingForms {
  /** The setting without a value: `maxModelLen`, `--max-model-len`. */
  readonly name: string;
  /** The setting with a value: `maxModelLen: 8192`, `--max-model-len 8192`. */
  readonly withValue: (value: number | string) => string;
}

/**
 * How a text writes the settings of a plan for one audience: authors of a definition, of a pod, or
 * of a command line.
 */
export interface Vocabulary {
  readonly settings: Readonly<Record<PlanSetting, SettingForms>>;
  /** A value that is no number, without its setting: `'fp8'`. */
  readonly valueText: (value: string) => string;
  /** A sentence that describes how to keep a plan that the estimate cannot decide. */
  readonly measure: (plan: ServingPlan) => string;
}

/** The forms of every setting from its name. */
export function settingForms(
  nameOf: (setting: PlanSetting) => string,
  withValue: (name: string, value: number | string) => string,
): Vocabulary['settings'] {
  const forms = planSettings.map((setting): readonly [PlanSetting, SettingForms] => {
    const name = nameOf(setting);
    return [setting, { name, withValue: (value) => withValue(name, value) }];
  });
  return Object.fromEntries(forms) as Vocabulary['settings'];
}

const quoted = (value: string) => `'${value}'`;

/** The settings as fields of a definition. */
export const definitionVocabulary: Vocabulary = {
  settings: {
    ...settingForms(
      (setting) => setting,
      (name, value) => `${name}: ${typeof value === 'string' ? quoted(value) : value}`,
    ),
    // A definition has no field for it.
    maxNumBatchedTokens: {
      name: 'the extraArg --max-num-batched-tokens',
      withValue: (value) => `the extraArg --max-num-batched-tokens=${value}`,
    },
  },
  valueText: quoted,
  measure: (plan) => `To keep the plan, ${measureSteps(plan)}`,
};
