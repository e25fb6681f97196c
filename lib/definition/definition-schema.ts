import { z } from 'zod';
import { notificationEvents } from '../engine/gitops/notification-events';
import { type AlertKind, alertKindNames } from '../facts/alert-kinds';
import { azureClouds } from '../facts/azure-cloud';
import { roleNames } from '../facts/role-names';
import { vmSizeNames } from '../facts/vm-sizes';
import { helmChartSchema, langfuseSchema } from './chart-schema';
import { gatewaySchema } from './gateway-schema';
import { ingressSchema } from './ingress-schema';
import type { PlatformDefinition } from './platform-definition';
import { text, textMap, texts } from './schema-parts';
import {
  agentAppSchema,
  cronJobSchema,
  httpAppSchema,
  inferenceServerSchema,
  queueWorkerSchema,
  tritonServerSchema,
} from './workload-schema';

const stateSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('local') }),
  z.strictObject({
    type: z.literal('azurerm'),
    resourceGroup: text,
    storageAccount: text,
    container: text,
    key: text.optional(),
    subscriptionId: text.optional(),
  }),
]);

const azureSchema = z.strictObject({
  subscriptionId: text,
  tenantId: text,
  location: text,
  resourceGroup: z.union([text, z.strictObject({ name: text, existing: z.literal(true) })]),
  uniqueSuffix: text.optional(),
  cloud: z.enum(azureClouds).optional(),
  tags: textMap.optional(),
  state: stateSchema.optional(),
  preventDestroy: z.boolean().optional(),
  azurermMajor: z.union([z.literal(4), z.literal(5)]).optional(),
});

const networkSchema = z.strictObject({
  addressSpace: text.optional(),
  nodeSubnet: text.optional(),
  privateEndpointSubnet: text.optional(),
  podCidr: text.optional(),
  serviceCidr: text.optional(),
  dnsServiceIp: text.optional(),
  existing: z.strictObject({ nodeSubnetId: text, privateEndpointSubnetId: text.optional() }).optional(),
});

const windowSchema = z.strictObject({
  dayOfWeek: z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']),
  startTime: text,
  durationHours: z.number(),
});

const alertSetting = z
  .union([z.literal(false), z.strictObject({ severity: z.literal([1, 2, 3, 4]) })])
  .optional();
const alertsShape = Object.fromEntries(alertKindNames.map((kind) => [kind, alertSetting])) as Record<
  AlertKind,
  typeof alertSetting
>;

const clusterSchema = z.strictObject({
  name: text,
  apiServer: z.union([
    z.strictObject({ private: z.literal(true) }),
    z.strictObject({ authorizedIpRanges: texts }),
  ]),
  adminGroupObjectIds: texts,
  kubernetesVersion: text.optional(),
  upgradeChannel: z.enum(['patch', 'stable', 'rapid', 'node-image', 'none']).optional(),
  nodeOsUpgradeChannel: z.enum(['NodeImage', 'SecurityPatch', 'Unmanaged', 'None']).optional(),
  maintenance: z
    .strictObject({ kubernetes: windowSchema.optional(), nodeOs: windowSchema.optional() })
    .optional(),
  skuTier: z.enum(['Free', 'Standard', 'Premium']).optional(),
  azurePolicy: z.boolean().optional(),
  defender: z.boolean().optional(),
  containerInsights: z.boolean().optional(),
  managedPrometheus: z.boolean().optional(),
  grafana: z.strictObject({ name: text }).optional(),
  imageCleanerIntervalHours: z.union([z.number(), z.literal(false)]).optional(),
  runCommand: z.boolean().optional(),
  logRetentionDays: z.number().optional(),
  alertEmails: texts.optional(),
  alertActionGroupIds: texts.optional(),
  alerts: z.strictObject(alertsShape).optional(),
  autoscaler: z
    .strictObject({
      expander: z.enum(['least-waste', 'most-pods', 'priority', 'random']).optional(),
      scaleDownUnneededMinutes: z.number().optional(),
      scaleDownDelayAfterAddMinutes: z.number().optional(),
      maxNodeProvisionMinutes: z.number().optional(),
    })
    .optional(),
  gpuStack: z.enum(['device-plugin', 'gpu-operator', 'managed']).optional(),
});

const customVmSizeSchema = z.strictObject({
  name: text,
  vcpus: z.number(),
  memoryGiB: z.number(),
  tempDiskGiB: z.number(),
  nvmeDisksGiB: z.array(z.number()).optional(),
  gpu: z
    .strictObject({
      model: text,
      count: z.number(),
      memoryGb: z.number(),
      computeCapability: text,
    })
    .optional(),
});

const nodePoolSchema = z.strictObject({
  name: text,
  role: z.enum(['system', 'cpu', 'gpu']),
  vmSize: z.union([z.enum(vmSizeNames), customVmSizeSchema]),
  minNodes: z.number().optional(),
  maxNodes: z.number(),
  initialNodes: z.number().optional(),
  spot: z.boolean().optional(),
  labels: textMap.optional(),
  taints: texts.optional(),
  zones: texts.optional(),
  osDisk: z.strictObject({ type: z.enum(['Managed', 'Ephemeral']), sizeGiB: z.number() }).optional(),
  maxPods: z.number().optional(),
  upgrade: z.union([z.strictObject({ maxSurge: text }), z.strictObject({ maxUnavailable: text })]).optional(),
  overcommit: z.boolean().optional(),
});

const registrySchema = z.strictObject({
  name: text,
  sku: z.enum(['Basic', 'Standard', 'Premium']).optional(),
  privateEndpoint: z.boolean().optional(),
});

const keyVaultSchema = z.strictObject({
  name: text,
  softDeleteDays: z.number().optional(),
  privateEndpoint: z.boolean().optional(),
});

const serviceBusSchema = z.strictObject({
  name: text,
  sku: z.enum(['Standard', 'Premium']).optional(),
  privateEndpoint: z.boolean().optional(),
  queues: z
    .array(
      z.strictObject({
        name: text,
        lockSeconds: z.number().optional(),
        maxDeliveryCount: z.number().optional(),
        timeToLiveDays: z.number().optional(),
        duplicateDetectionMinutes: z.union([z.number(), z.literal(false)]).optional(),
      }),
    )
    .optional(),
  topics: z
    .array(
      z.strictObject({
        name: text,
        timeToLiveDays: z.number().optional(),
        duplicateDetectionMinutes: z.union([z.number(), z.literal(false)]).optional(),
        subscriptions: z.array(
          z.strictObject({
            name: text,
            lockSeconds: z.number().optional(),
            maxDeliveryCount: z.number().optional(),
          }),
        ),
      }),
    )
    .optional(),
});

const storageAccountSchema = z.strictObject({
  name: text,
  containers: texts.optional(),
  shares: z.array(z.strictObject({ name: text, quotaGiB: z.number() })).optional(),
  kind: z.enum(['standard', 'premiumBlobs', 'premiumFiles']).optional(),
  replication: z.enum(['LRS', 'ZRS', 'GRS', 'GZRS']).optional(),
  sharedKeys: z.boolean().optional(),
  privateEndpoint: z.boolean().optional(),
});

const identitySchema = z.strictObject({
  name: text,
  federatedCredentials: z
    .array(z.strictObject({ name: text, serviceAccount: text, namespace: text.optional() }))
    .optional(),
  roles: z
    .array(
      z.strictObject({
        role: z.enum(roleNames),
        on: z.union([
          z.enum(['keyVault', 'registry', 'serviceBus', 'monitorWorkspace', 'resourceGroup']),
          z.strictObject({ queue: text }),
          z.strictObject({ topic: text, subscription: text.optional() }),
          z.strictObject({ storageAccount: text, container: text.optional() }),
          z.strictObject({ storageAccount: text, share: text }),
        ]),
      }),
    )
    .optional(),
});

const notificationsSchema = z.strictObject({
  argoCdUrl: text.optional(),
  slack: z.strictObject({ channel: text, tokenSecret: text }).optional(),
  webhook: z
    .strictObject({ url: text.optional(), urlSecret: text.optional(), tokenSecret: text.optional() })
    .optional(),
  events: z.array(z.enum(notificationEvents)).optional(),
});

const gitOpsSchema = z.strictObject({
  type: z.enum(['app-of-apps', 'application-set']).optional(),
  destination: z.union([z.strictObject({ name: text }), z.strictObject({ server: text })]).optional(),
  onDelete: z.enum(['cascade', 'background', 'orphan']).optional(),
  syncWindows: z
    .array(
      z.strictObject({
        kind: z.enum(['allow', 'deny']),
        schedule: text,
        duration: text,
        timeZone: text.optional(),
        applications: texts.optional(),
        manualSync: z.boolean().optional(),
      }),
    )
    .optional(),
  orphanedResources: z.enum(['warn', 'ignore']).optional(),
  notifications: notificationsSchema.optional(),
  removedApplications: texts.optional(),
  repository: text,
  revision: text.optional(),
  path: text.optional(),
  argoCd: z
    .strictObject({
      install: z.enum(['extension', 'helm', 'none']).optional(),
      namespace: text.optional(),
      version: text.optional(),
    })
    .optional(),
});

/**
 * The shape of a definition, for callers that run without a type check (the two command lines do, for speed): wrong
 * types, missing and misspelt fields. What the values mean is checked by `resolvePlatform()`.
 */
export const definitionSchema = z.strictObject({
  environment: text,
  namespace: text.optional(),
  azure: azureSchema,
  network: networkSchema.optional(),
  cluster: clusterSchema,
  nodePools: z.array(nodePoolSchema),
  registry: registrySchema.optional(),
  keyVault: keyVaultSchema.optional(),
  serviceBus: serviceBusSchema.optional(),
  storageAccounts: z.array(storageAccountSchema).optional(),
  identities: z.array(identitySchema).optional(),
  inferenceServers: z.array(inferenceServerSchema).optional(),
  tritonServers: z.array(tritonServerSchema).optional(),
  gateway: gatewaySchema.optional(),
  langfuse: langfuseSchema.optional(),
  httpApps: z.array(httpAppSchema).optional(),
  agentApps: z.array(agentAppSchema).optional(),
  queueWorkers: z.array(queueWorkerSchema).optional(),
  cronJobs: z.array(cronJobSchema).optional(),
  helmCharts: z.array(helmChartSchema).optional(),
  ingress: ingressSchema.optional(),
  imageRegistries: texts.optional(),
  gitOps: gitOpsSchema,
}) satisfies z.ZodType<PlatformDefinition>;
