import { charts } from '../../facts/versions';
import { ProblemList } from '../../problems/problem-list';
import { workloadIdentityPodLabel } from '../../values/service-account';
import { chartOf } from '../charts/application-source';
import { chartPlacementValues, mergeChartValues } from '../charts/chart-placement';
import type { ChartValue, ChartValues } from '../charts/chart-values';
import type { KnownApplication } from '../charts/known-application';
import { checkLangfuse } from './check-langfuse';
import { defaultLangfuseReplicas, type LangfuseInput } from './langfuse-definition';
import { langfuseSecretKeys, langfuseSecretName } from './langfuse-secrets';
import { langfuseWebPort } from './langfuse-url';

/** User of both images. @see langfuse/langfuse `web/Dockerfile`, `worker/Dockerfile` (2026-11) */
const userId = 1001;

/**
 * Langfuse, from its chart.
 *
 * @throws {DefinitionError} for settings with which Langfuse would fail at startup
 * @see langfuse/langfuse-k8s (`charts/langfuse/README.md` and `templates/_helpers.tpl`);
 * langfuse.com/self-hosting (2026-11)
 */
export function langfuse(input: LangfuseInput): KnownApplication {
  return {
    name: input.name,
    namespace: input.namespace,
    podSecurity: 'restricted',
    source: {
      ...chartOf(charts.langfuse),
      releaseName: input.name,
      values: langfuseValues(input),
    },
    // Without its databases the chart creates only namespaced objects.
    clusterKinds: [],
    namespaced: true,
    syncWave: 0,
    onDelete: 'cascade',
  };
}

/**
 * Values of the chart. Every secret is a reference. The chart generates a missing secret and reads
 * it back from the cluster, which does not work when Argo CD renders it: each sync would create a
 * new salt and encryption key.
 */
export function langfuseValues(input: LangfuseInput): ChartValues {
  const problems = ProblemList.create();
  checkLangfuse(input, problems);
  problems.throwIfAny(`Langfuse "${input.name}"`);
  const placement = chartPlacementValues(input.placement, ['langfuse']);
  return mergeChartValues(
    {
      fullnameOverride: input.name,
      langfuse: applicationValues(input),
      ...storeValues(input),
    },
    placement,
  );
}

function applicationValues(input: LangfuseInput): ChartValues {
  const { name, initial, replicas = defaultLangfuseReplicas } = input;
  const secret = langfuseSecretName(name);
  const resources = input.resources ?? { cpu: '2', memory: '4Gi' };
  const registry = input.imageRegistry ?? 'docker.langfuse.com';
  const image = (repository: string): ChartValues => ({
    repository: `${registry}/langfuse/${repository}`,
    tag: charts.langfuse.appVersion,
    pullPolicy: 'IfNotPresent',
  });
  return {
    nextauth: { url: input.url, secret: reference(secret, langfuseSecretKeys.nextAuthSecret) },
    salt: reference(secret, langfuseSecretKeys.salt),
    encryptionKey: reference(secret, langfuseSecretKeys.encryptionKey),
    logging: { format: 'json', level: 'info' },
    features: {
      signUpDisabled: !(input.signUp ?? initial === undefined),
      telemetryEnabled: input.telemetry ?? false,
    },
    // No pod calls the API server. The tokens for Azure come from the webhook of workload identity
    // and from the CSI driver.
    serviceAccount: {
      create: false,
      name: input.serviceAccountName,
      automountServiceAccountToken: false,
    },
    pod: { labels: { ...workloadIdentityPodLabel } },
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: userId,
      runAsGroup: userId,
      fsGroup: userId,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    // The root file system stays writable: migrations and the cache of Next.js write to it.
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    resources: {
      requests: { cpu: resources.cpu, memory: resources.memory },
      limits: { memory: resources.memory },
    },
    // The CSI driver reads the vault and creates the Secret only if a pod mounts the volume.
    extraVolumes: [
      {
        name: 'key-vault-secrets',
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          readOnly: true,
          volumeAttributes: { secretProviderClass: secret },
        },
      },
    ],
    extraVolumeMounts: [{ name: 'key-vault-secrets', mountPath: '/mnt/key-vault-secrets', readOnly: true }],
    ...(initial === undefined ? {} : { additionalEnv: initialVariables(initial, secret) }),
    web: {
      image: image('langfuse'),
      replicas: replicas.web,
      service: { type: 'ClusterIP', port: langfuseWebPort, externalPort: 80 },
      // Langfuse migrates both databases before it listens. The chart's 50 seconds would kill it
      // during a migration; this allows five minutes.
      livenessProbe: probe('/api/public/health', 30),
      readinessProbe: probe('/api/public/ready', 3),
    },
    worker: {
      image: image('langfuse-worker'),
      replicas: replicas.worker,
      livenessProbe: { initialDelaySeconds: 20, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    },
  };
}

function storeValues({ name, postgres, clickHouse, redis, blobStorage }: LangfuseInput): ChartValues {
  const secret = langfuseSecretName(name);
  const clickHouseTls = clickHouse.tls ?? true;
  const redisTls = redis.tls ?? true;
  return {
    postgresql: {
      deploy: false,
      host: postgres.host,
      port: postgres.port ?? 5432,
      args: (postgres.tls ?? true) ? 'sslmode=require' : '',
      auth: {
        username: postgres.user,
        database: postgres.database ?? 'langfuse',
        existingSecret: secret,
        secretKeys: { userPasswordKey: langfuseSecretKeys.postgresPassword },
      },
    },
    clickhouse: {
      deploy: false,
      // The chart reads the protocol of queries from here, and that of migrations from `ssl`.
      host: `${clickHouseTls ? 'https' : 'http'}://${clickHouse.host}`,
      httpPort: clickHouse.httpPort ?? (clickHouseTls ? 8443 : 8123),
      nativePort: clickHouse.nativePort ?? (clickHouseTls ? 9440 : 9000),
      database: clickHouse.database ?? 'default',
      cluster: { enabled: clickHouse.cluster ?? false },
      migration: { ssl: clickHouseTls },
      auth: {
        username: clickHouse.user ?? 'default',
        existingSecret: secret,
        existingSecretKey: langfuseSecretKeys.clickHousePassword,
      },
    },
    redis: {
      deploy: false,
      host: redis.host,
      port: redis.port ?? (redisTls ? 10_000 : 6379),
      tls: { enabled: redisTls },
      auth: {
        username: redis.user ?? 'default',
        existingSecret: secret,
        existingSecretPasswordKey: langfuseSecretKeys.redisPassword,
      },
    },
    s3: {
      deploy: false,
      storageProvider: 'azure',
      endpoint: blobStorage.endpoint,
      bucket: blobStorage.container,
      // For Azure, Langfuse expects the account and its key in these fields.
      accessKeyId: { value: blobStorage.account },
      secretAccessKey: reference(secret, langfuseSecretKeys.storageAccountKey),
      eventUpload: { prefix: 'events/' },
      batchExport: { enabled: true, prefix: 'exports/' },
      mediaUpload: { enabled: true, prefix: 'media/' },
    },
  };
}

/** @see langfuse.com/self-hosting/administration/headless-initialization (2026-11) */
function initialVariables(initial: NonNullable<LangfuseInput['initial']>, secret: string): ChartValue[] {
  const ofSecret = (variable: string): ChartValues => ({
    name: variable,
    valueFrom: reference(secret, variable),
  });
  return [
    { name: 'LANGFUSE_INIT_ORG_ID', value: initial.organization },
    { name: 'LANGFUSE_INIT_ORG_NAME', value: initial.organization },
    { name: 'LANGFUSE_INIT_PROJECT_ID', value: initial.project },
    { name: 'LANGFUSE_INIT_PROJECT_NAME', value: initial.project },
    { name: 'LANGFUSE_INIT_USER_EMAIL', value: initial.userEmail },
    { name: 'LANGFUSE_INIT_USER_NAME', value: initial.userEmail },
    ofSecret(langfuseSecretKeys.publicKey),
    ofSecret(langfuseSecretKeys.secretKey),
    ofSecret(langfuseSecretKeys.userPassword),
  ];
}

function reference(name: string, key: string): ChartValues {
  return { secretKeyRef: { name, key } };
}

function probe(path: string, failureThreshold: number): ChartValues {
  return { path, initialDelaySeconds: 20, periodSeconds: 10, timeoutSeconds: 5, failureThreshold };
}
