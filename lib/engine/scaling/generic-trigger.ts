import type { ScalerAuthentication, ScalerMetricType, ScalerTriggerSpec } from './scaler-trigger';

/** Input of genericTrigger(). */
export interface GenericTriggerInput {
  /** KEDA's name of the scaler: `kafka`, `redis`, `postgresql`; see keda.sh/docs/2.20/scalers. */
  readonly type: string;
  /** As the page of the scaler says; numbers and booleans are written as text. */
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  /** Default: `AverageValue`, KEDA's own. */
  readonly metricType?: 'AverageValue' | 'Value';
  /** Default: `none`. */
  readonly authentication?: ScalerAuthentication;
  /** Whether the metric comes from the pods that are scaled: then it cannot wake the first one. */
  readonly producedByTarget: boolean;
  /** Default: none. */
  readonly name?: string;
  /** Default: the name of the scaler. */
  readonly description?: string;
}

/** Any other of KEDA's scalers. */
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
