import { z } from 'zod';
import { scalingSchema } from './scaling-schema';
import { imageSchema, resourcesSchema, text, textMap, texts, workloadFields } from './schema-parts';

/** The shape of workloads; see definition-schema.ts. */
const application = {
  ...workloadFields,
  image: imageSchema,
  command: texts.optional(),
  args: texts.optional(),
  resources: resourcesSchema.optional(),
  environment: textMap.optional(),
  secrets: z.array(z.strictObject({ variable: text, secret: text })).optional(),
  uses: z
    .array(
      z.union([
        z.enum(['gateway', 'langfuse']),
        z.strictObject({ gateway: z.strictObject({ keySecret: text }) }),
        z.strictObject({ inferenceServer: text }),
        z.strictObject({ sendsTo: text }),
      ]),
    )
    .optional(),
};

const blobSource = z.strictObject({
  type: z.literal('blob'),
  account: text,
  container: text,
  path: text.optional(),
});
const shareSource = z.strictObject({
  type: z.literal('file-share'),
  account: text,
  share: text,
  path: text.optional(),
});
const claimSource = z.strictObject({
  type: z.literal('persistent-volume-claim'),
  claimName: text,
  path: text.optional(),
});

const modelServer = {
  ...workloadFields,
  image: imageSchema.optional(),
  gpus: z.number().optional(),
  replicas: z.number().optional(),
  scaling: scalingSchema.optional(),
  resources: resourcesSchema.optional(),
  drainSeconds: z.number().optional(),
  extraArgs: texts.optional(),
};

export const inferenceServerSchema = z.strictObject({
  ...modelServer,
  model: text,
  modelSizeGiB: z.number().optional(),
  huggingFaceConfig: z.record(text, z.unknown()).optional(),
  fit: z.enum(['checked', 'unchecked']).optional(),
  tensorParallelSize: z.number().optional(),
  servedModelName: text.optional(),
  source: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('hugging-face') }),
      blobSource,
      shareSource,
      claimSource,
      z.strictObject({ type: z.literal('image'), path: text }),
    ])
    .optional(),
  cache: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('ephemeral-disk') }),
      z.strictObject({ type: z.literal('local-nvme') }),
      z.strictObject({
        type: z.literal('persistent-volume-claim'),
        claimName: text,
        accessMode: z.enum(['ReadWriteOnce', 'ReadWriteMany']),
      }),
    ])
    .optional(),
  nodes: z.number().optional(),
  maxModelLen: z.number().optional(),
  gpuMemoryUtilization: z.number().optional(),
  maxNumSeqs: z.number().optional(),
  dtype: z.enum(['bfloat16', 'float16', 'float32']).optional(),
  kvCacheDtype: z.enum(['fp8', 'fp8_e4m3', 'fp8_e5m2']).optional(),
  quantization: text.optional(),
  prefixCaching: z.boolean().optional(),
  loraAdapters: z.array(z.strictObject({ name: text, path: text })).optional(),
  maxLoraRank: z.number().optional(),
  huggingFaceTokenSecret: text.optional(),
  apiKeySecret: text.optional(),
});

export const tritonServerSchema = z.strictObject({
  ...modelServer,
  modelSizeGiB: z.number(),
  repository: z.discriminatedUnion('type', [blobSource, shareSource, claimSource]),
  models: texts.optional(),
});

export const httpAppSchema = z.strictObject({
  ...application,
  port: z.number().optional(),
  replicas: z.number().optional(),
  scaling: scalingSchema.optional(),
  maxProcessingSeconds: z.number().optional(),
  startupSeconds: z.number().optional(),
  runtime: z.enum(['python', 'node', 'go', 'rust', 'java', 'dotnet', 'other-parallel']).optional(),
  health: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('thread'), port: z.number().optional() }),
      z.strictObject({
        type: z.literal('heartbeat'),
        everySeconds: z.number().optional(),
        maxPauseSeconds: z.number().optional(),
        maxAgeSeconds: z.number().optional(),
      }),
    ])
    .optional(),
  healthPaths: z.strictObject({ live: text, ready: text }).optional(),
});

export const agentAppSchema = z.strictObject({
  ...application,
  replicas: z.number().optional(),
  scaling: scalingSchema.optional(),
  databaseUriSecret: text.optional(),
  redisUriSecret: text.optional(),
  maxRunSeconds: z.number().optional(),
  startupSeconds: z.number().optional(),
});

export const queueWorkerSchema = z.strictObject({
  ...application,
  queue: text.optional(),
  subscription: z.strictObject({ topic: text, name: text }).optional(),
  maxJobSeconds: z.number(),
  concurrency: z.number().optional(),
  mode: z.enum(['deployment', 'job']).optional(),
  gpus: z.number().optional(),
  minReplicas: z.number().optional(),
  maxReplicas: z.number(),
  acceptableWaitSeconds: z.number().optional(),
  startupSeconds: z.number().optional(),
  maxPauseSeconds: z.number().optional(),
});

export const cronJobSchema = z.strictObject({
  ...application,
  schedule: text,
  timeZone: text.optional(),
  maxRunSeconds: z.number(),
  gpus: z.number().optional(),
  retries: z.number().optional(),
});
