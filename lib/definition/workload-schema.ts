import { z } from 'zod';

/** The shape of workloads; see definition-schema.ts. */
const text = z.string();
const texts = z.array(text);
const textMap = z.record(text, text);

const imageSchema = z.union([text, z.strictObject({ repository: text, tag: text })]);
const resourcesSchema = z.strictObject({ cpu: text, memory: text });
const nodePoolSchema = z.union([text, texts]);

const workload = {
  name: text,
  nodePool: nodePoolSchema,
  identity: text.optional(),
  serviceAccount: text.optional(),
};

const application = {
  ...workload,
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

const scalingSchema = z.strictObject({
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
  ...workload,
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

const liteLlmSchema = z.strictObject({
  ...workload,
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

export const ingressSchema = z.strictObject({
  type: z.enum(['application-gateway', 'application-gateway-for-containers', 'internal-load-balancer']),
  hosts: z.array(
    z.strictObject({
      host: text,
      certificate: text,
      routes: z.array(z.strictObject({ path: text.optional(), to: text })),
    }),
  ),
  subnet: text.optional(),
  timeoutSeconds: z.number().optional(),
  nodePool: text.optional(),
});
