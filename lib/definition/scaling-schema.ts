import { z } from 'zod';
import { text } from './schema-parts';

/** The shape of how a workload is scaled; see definition-schema.ts. */
const rateSchema = z.strictObject({
  stabilizationSeconds: z.number(),
  amount: z.union([z.strictObject({ pods: z.number() }), z.strictObject({ percent: z.number() })]),
  periodSeconds: z.number(),
});

const resourceTrigger = <T extends 'cpu' | 'memory'>(type: T) =>
  z.strictObject({ type: z.literal(type), utilizationPercent: z.number() });

const triggerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('service-bus-queue'),
    queue: text,
    messagesPerReplica: z.number().optional(),
    activationMessages: z.number().optional(),
    identity: text.optional(),
  }),
  z.strictObject({
    type: z.literal('service-bus-topic'),
    topic: text,
    subscription: text,
    messagesPerReplica: z.number().optional(),
    activationMessages: z.number().optional(),
    identity: text.optional(),
  }),
  z.strictObject({
    type: z.literal('vllm'),
    metric: z.enum(['waiting', 'running', 'kv-cache']),
    server: text.optional(),
    target: z.number().optional(),
    identity: text.optional(),
  }),
  z.strictObject({
    type: z.literal('prometheus'),
    query: text,
    threshold: z.number(),
    activationThreshold: z.number().optional(),
    metricType: z.enum(['AverageValue', 'Value']).optional(),
    inClusterAddress: text.optional(),
    producedByTarget: z.boolean().optional(),
    identity: text.optional(),
  }),
  z.strictObject({
    type: z.literal('cron'),
    timeZone: text,
    start: text,
    end: text,
    replicas: z.number(),
  }),
  resourceTrigger('cpu'),
  resourceTrigger('memory'),
  z.strictObject({
    type: z.literal('keda'),
    scaler: text,
    metadata: z.record(text, z.union([text, z.number(), z.boolean()])),
    metricType: z.enum(['AverageValue', 'Value']).optional(),
    triggerAuthentication: text.optional(),
    producedByTarget: z.boolean(),
  }),
]);

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
