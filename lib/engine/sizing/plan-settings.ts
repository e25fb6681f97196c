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
  'speculativeTokens',
  'speculativeMethod',
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

/** How a text writes each setting of a plan for one audience. */
export type PlanSettingForms = Readonly<Record<PlanSetting, SettingForms>>;

/** The forms of every setting from its name. */
export function settingForms(
  nameOf: (setting: PlanSetting) => string,
  withValue: (name: string, value: number | string) => string,
): PlanSettingForms {
  const forms = planSettings.map((setting): readonly [PlanSetting, SettingForms] => {
    const name = nameOf(setting);
    return [setting, { name, withValue: (value) => withValue(name, value) }];
  });
  return Object.fromEntries(forms) as PlanSettingForms;
}

/** A setting that the engine does not accept, and what to do. */
export interface SettingProblem {
  readonly key: PlanSetting;
  readonly message: string;
  /** What to do, in the words of an audience. */
  readonly fix: (settings: PlanSettingForms) => string;
}
