import {
  anyOf,
  boolean,
  choice,
  type DefinitionOf,
  literal,
  number,
  object,
  recordOf,
  text,
} from '../../../values/schema';
import type { ScalerAuthentication, ScalerMetricType, ScalerTriggerSpec } from '../scaler-trigger';
import type { TriggerKind } from '../trigger-kind';

/** Input of genericTrigger(). */
export interface GenericTriggerInput {
  /** KEDA's name of the scaler: `kafka`, `redis`, `postgresql`; see keda.sh/docs/2.20/scalers. */
  readonly type: string;
  /** Parameters from the documentation of the scaler. Numbers and booleans are written as text. */
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  /** @default 'AverageValue', which is KEDA's default */
  readonly metricType?: 'AverageValue' | 'Value';
  /** @default 'none' */
  readonly authentication?: ScalerAuthentication;
  /** Whether the scaled pods report the metric. Such a metric cannot create the first pod. */
  readonly producedByTarget: boolean;
  /** @default none */
  readonly name?: string;
  /** @default the name of the scaler */
  readonly description?: string;
}

/** A trigger of any KEDA scaler. */
export function genericTrigger(input: GenericTriggerInput): ScalerTriggerSpec {
  const metricType: ScalerMetricType = input.metricType ?? 'AverageValue';
  return {
    type: input.type,
    ...(input.name === undefined ? {} : { name: input.name }),
    metadata: Object.fromEntries(Object.entries(input.metadata).map(([key, value]) => [key, String(value)])),
    metricType,
    authentication: input.authentication ?? 'none',
    producedByTarget: input.producedByTarget,
    description: input.description ?? input.type,
  };
}

const schema = object({
  /** Kind of trigger: any other scaler of KEDA. */
  type: literal('keda'),
  /**
   * Name of the scaler in KEDA: `kafka`, `redis`, `postgresql`.
   * @see https://keda.sh/docs/2.20/scalers
   */
  scaler: text,
  /** Metadata of the trigger, as the documentation of the scaler describes it. */
  metadata: recordOf(anyOf([text, number, boolean])),
  /**
   * How KEDA compares the metric: `AverageValue` divides it by the number of replicas, `Value` does
   * not.
   * @default `AverageValue`, the default of KEDA
   */
  metricType: choice(['AverageValue', 'Value']).optional(),
  /**
   * Name of a TriggerAuthentication that you create in the platform's namespace.
   * @default none: the scaler connects without authentication
   */
  triggerAuthentication: text.optional(),
  /**
   * Whether the scaled pods report the metric themselves. Such a metric cannot create the first
   * replica.
   */
  producedByTarget: boolean,
});

/** Scales by any other scaler of KEDA. */
export interface KedaTriggerDefinition extends DefinitionOf<typeof schema> {}

export const keda: TriggerKind<KedaTriggerDefinition> = {
  schema,
  scaler: undefined,
  fieldNames: { type: 'scaler' },

  spec: ({ scaler, metadata, metricType, producedByTarget, triggerAuthentication }) =>
    genericTrigger({
      type: scaler,
      metadata,
      metricType,
      producedByTarget,
      ...(triggerAuthentication === undefined
        ? {}
        : { authentication: { triggerAuthenticationName: triggerAuthentication } }),
    }),
};
