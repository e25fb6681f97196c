import { z } from 'zod';
import { triggerSchema } from '../engine/scaling/trigger-kinds';
import { text } from './schema-parts';

/** The shape of how a workload is scaled; see definition-schema.ts. */
const rateSchema = z.strictObject({
  stabilizationSeconds: z.number(),
  amount: z.union([z.strictObject({ pods: z.number() }), z.strictObject({ percent: z.number() })]),
  periodSeconds: z.number(),
});

export const scalingSchema = z.strictObject({
  name: text.optional(),
  minReplicas: z.number().optional(),
  maxReplicas: z.number(),
  triggers: z.array(triggerSchema),
  pollingSeconds: z.number().optional(),
  cooldownSeconds: z.number().optional(),
  initialCooldownSeconds: z.number().optional(),
  fallbackReplicas: z.number().optional(),
  scaleUp: rateSchema.optional(),
  scaleDown: rateSchema.optional(),
});
