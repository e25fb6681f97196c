import { z } from 'zod';
import { nodePoolSchema, resourcesSchema, text, texts } from './schema-parts';

/** The shape of what is installed by a Helm chart: Langfuse, and any other; see definition-schema.ts. */
export const langfuseSchema = z.strictObject({
  name: text.optional(),
  nodePool: nodePoolSchema,
  identity: text.optional(),
  url: text,
  postgres: z.strictObject({
    host: text,
    user: text,
    port: z.number().optional(),
    database: text.optional(),
    tls: z.boolean().optional(),
  }),
  clickHouse: z.strictObject({
    host: text,
    tls: z.boolean().optional(),
    httpPort: z.number().optional(),
    nativePort: z.number().optional(),
    database: text.optional(),
    user: text.optional(),
    cluster: z.boolean().optional(),
  }),
  redis: z.strictObject({
    host: text,
    port: z.number().optional(),
    tls: z.boolean().optional(),
    user: text.optional(),
  }),
  storage: z.strictObject({ account: text, container: text }),
  initial: z.strictObject({ organization: text, project: text, userEmail: text }),
  replicas: z.strictObject({ web: z.number(), worker: z.number() }).optional(),
  resources: resourcesSchema.optional(),
  secrets: z
    .strictObject({
      salt: text.optional(),
      encryptionKey: text.optional(),
      nextAuthSecret: text.optional(),
      postgresPassword: text.optional(),
      clickHousePassword: text.optional(),
      redisPassword: text.optional(),
      storageAccountKey: text.optional(),
      publicKey: text.optional(),
      secretKey: text.optional(),
      userPassword: text.optional(),
    })
    .optional(),
});

export const helmChartSchema = z.strictObject({
  name: text,
  repository: text,
  chart: text,
  version: text,
  namespace: text.optional(),
  podSecurity: z.enum(['privileged', 'baseline', 'restricted']).optional(),
  values: z.record(text, z.unknown()).optional(),
  nodePool: nodePoolSchema.optional(),
  nodePoolValues: texts.optional(),
  clusterKinds: z.array(z.strictObject({ group: text, kind: text })).optional(),
  skipCrds: z.boolean().optional(),
  syncWave: z.number().optional(),
});
