import { z } from 'zod';
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

/** A trigger of any other KEDA scaler. */
const schema = z.strictObject({
  type: z.literal('keda'),
  /** KEDA's name of the scaler: `kafka`, `redis`, `postgresql`; see keda.sh/docs/2.20/scalers. */
  scaler: z.string(),
  /** Parameters from the documentation of the scaler. */
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** @default 'AverageValue', which is KEDA's default */
  metricType: z.enum(['AverageValue', 'Value']).optional(),
  /** Name of an existing TriggerAuthentication in the platform's namespace. @default none */
  triggerAuthentication: z.string().optional(),
  /** Whether the scaled pods report the metric. Such a metric cannot create the first pod. */
  producedByTarget: z.boolean(),
});

export const keda: TriggerKind<typeof schema> = {
  schema,
  scaler: undefined,

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
