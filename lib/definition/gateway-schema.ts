import { z } from 'zod';
import { imageSchema, nodePoolSchema, resourcesSchema, text, texts, workloadFields } from './schema-parts';

/** The shape of a gateway to models; see definition-schema.ts. */
const liteLlmSchema = z.strictObject({
  ...workloadFields,
  type: z.literal('litellm'),
  image: imageSchema.optional(),
  replicas: z.number().optional(),
  resources: resourcesSchema.optional(),
  masterKeySecret: text.optional(),
  database: z
    .union([z.literal(false), z.strictObject({ urlSecret: text.optional(), saltKeySecret: text.optional() })])
    .optional(),
  models: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('azure-openai'),
          name: text,
          endpoint: text,
          deployment: text,
          apiVersion: text,
          keySecret: text,
        }),
        z.strictObject({ type: z.literal('provider'), name: text, model: text, keySecret: text }),
      ]),
    )
    .optional(),
  fallbacks: z.record(text, texts).optional(),
  strategy: z.enum(['simple-shuffle', 'least-busy', 'latency-based-routing']).optional(),
  answerSeconds: z.number().optional(),
  langfuse: z.boolean().optional(),
});

export const gatewaySchema = z.discriminatedUnion('type', [
  liteLlmSchema,
  z.strictObject({
    type: z.literal('inference-gateway'),
    name: text,
    nodePool: nodePoolSchema,
    gatewayClassName: text.optional(),
    routing: z.enum(['model-header', 'path']).optional(),
    answerSeconds: z.number().optional(),
  }),
]);
