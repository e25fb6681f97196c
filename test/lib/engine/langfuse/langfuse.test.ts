import { isChartSource, requireExternalSource } from '../../../../lib/engine/charts/application-source';
import { checkLangfuse, checkLangfuseSecrets } from '../../../../lib/engine/langfuse/check-langfuse';
import { langfuse, langfuseValues } from '../../../../lib/engine/langfuse/langfuse';
import type { LangfuseInput } from '../../../../lib/engine/langfuse/langfuse-definition';
import { langfuseSecretName, langfuseVariables } from '../../../../lib/engine/langfuse/langfuse-secrets';
import { langfuseInternalUrl } from '../../../../lib/engine/langfuse/langfuse-url';
import { charts } from '../../../../lib/facts/versions';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { allOfLangfuse, langfuseSecrets, minimalLangfuse } from './samples';

// biome-ignore lint/suspicious/noExplicitAny: values of a chart
const valuesOf = (props: Partial<LangfuseInput> = {}): any =>
  langfuseValues({ ...minimalLangfuse, ...props });

/** Every reference to a Secret in some values, as `secret/key`. */
// biome-ignore lint/suspicious/noExplicitAny: values of a chart
function references(value: any): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = [
    ...(value.secretKeyRef === undefined ? [] : [`${value.secretKeyRef.name}/${value.secretKeyRef.key}`]),
    ...(value.existingSecret === undefined
      ? []
      : [
          `${value.existingSecret}/${value.existingSecretKey ?? value.existingSecretPasswordKey ?? value.secretKeys.userPasswordKey}`,
        ]),
  ];
  return [...own, ...Object.values(value).flatMap(references)];
}

describe('values of Langfuse', () => {
  it('minimal', () => expect(valuesOf()).toMatchSnapshot());
  it('with everything', () => expect(langfuseValues(allOfLangfuse)).toMatchSnapshot());

  it.each([minimalLangfuse, allOfLangfuse])('are pinned, plain and without a secret: $name', (input) => {
    const problems = ProblemList.create();
    requireExternalSource(problems, langfuse(input).source);
    expect(problems.problems).toEqual([]);
  });

  it('refer to each key of the Secret that Key Vault fills, and to no other', () => {
    const input = { ...allOfLangfuse, name: 'langfuse' };
    const filled = langfuseVariables(langfuseSecrets).map(
      ({ variable }) => `${langfuseSecretName('langfuse')}/${variable}`,
    );
    expect([...new Set(references(langfuseValues(input)))].sort()).toEqual([...filled].sort());
  });

  it.each(['postgresql', 'clickhouse', 'redis', 's3'])("leave the chart's own %s off", (store) => {
    expect(valuesOf()[store].deploy).toBe(false);
  });

  it('leave nothing for the chart to make up: Argo CD would see new secrets at each sync', () => {
    const { salt, encryptionKey, nextauth } = valuesOf().langfuse;
    for (const { secretKeyRef } of [salt, encryptionKey, nextauth.secret]) {
      expect([secretKeyRef.name, secretKeyRef.key]).toEqual(['langfuse-secrets', expect.stringMatching(/./)]);
    }
  });

  it('give the pods the ServiceAccount and the label of workload identity', () => {
    const { serviceAccount, pod } = valuesOf().langfuse;
    expect([serviceAccount, pod.labels]).toEqual([
      { create: false, name: 'langfuse-sa', automountServiceAccountToken: false },
      { 'azure.workload.identity/use': 'true' },
    ]);
  });

  it('run it as its own user, as the level "restricted" wants', () => {
    const { podSecurityContext, securityContext } = valuesOf().langfuse;
    expect([
      podSecurityContext.runAsNonRoot,
      podSecurityContext.seccompProfile.type,
      securityContext.allowPrivilegeEscalation,
      securityContext.capabilities.drop,
    ]).toEqual([true, 'RuntimeDefault', false, ['ALL']]);
  });

  it('give the web application five minutes for its migrations before it is killed', () => {
    const { initialDelaySeconds, periodSeconds, failureThreshold } = valuesOf().langfuse.web.livenessProbe;
    expect(initialDelaySeconds + periodSeconds * failureThreshold).toBeGreaterThanOrEqual(300);
  });

  it('use TLS for all three stores by default', () => {
    const { postgresql, clickhouse, redis } = valuesOf();
    expect([
      postgresql.args,
      clickhouse.host,
      clickhouse.httpPort,
      clickhouse.nativePort,
      clickhouse.migration.ssl,
      redis.tls.enabled,
    ]).toEqual([
      'sslmode=require',
      'https://abc.koreacentral.azure.clickhouse.cloud',
      8443,
      9440,
      true,
      true,
    ]);
  });

  it("sign in to Azure's blobs with the account and its key, in Langfuse's words for S3", () => {
    const { s3 } = valuesOf();
    expect(s3).toMatchObject({
      storageProvider: 'azure',
      bucket: 'langfuse',
      accessKeyId: { value: 'mytraces' },
      secretAccessKey: { secretKeyRef: { name: 'langfuse-secrets', key: 'STORAGE_ACCOUNT_KEY' } },
    });
  });

  it('close sign-up as soon as there is an initial user', () => {
    const closed = (props: Partial<LangfuseInput>) => valuesOf(props).langfuse.features.signUpDisabled;
    const { initial } = allOfLangfuse;
    expect([closed({}), closed({ initial }), closed({ initial, signUp: true })]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('place all of its pods', () => {
    const { placement } = allOfLangfuse;
    expect(valuesOf({ placement }).langfuse.nodeSelector).toEqual(placement.nodeSelector);
  });

  it('make a Service that the internal address leads to', () => {
    const values = valuesOf();
    expect(langfuseInternalUrl(minimalLangfuse)).toBe('http://langfuse-web.langfuse.svc.cluster.local');
    expect([values.fullnameOverride, values.langfuse.web.service.externalPort]).toEqual(['langfuse', 80]);
  });
});

describe('Langfuse, the application', () => {
  it('is a pinned chart that makes nothing outside of its namespace', () => {
    const { source, clusterKinds } = langfuse(minimalLangfuse);
    expect([isChartSource(source) && source.version, clusterKinds]).toEqual([charts.langfuse.version, []]);
  });
});

describe('a mistake', () => {
  it.each<[string, Partial<LangfuseInput>, string]>([
    [
      'a slash at the end',
      { url: 'https://langfuse.example.com/' },
      'url: "https://langfuse.example.com/" is not',
    ],
    [
      'no protocol',
      { url: 'langfuse.example.com' },
      'url: "langfuse.example.com" is not a valid address for sign-in redirects',
    ],
    [
      'an address for a host',
      { clickHouse: { host: 'https://clickhouse:8443' } },
      'clickHouse.host: "https://clickhouse:8443" is not a host',
    ],
    ['a port in a host', { redis: { host: 'redis:6379' } }, 'redis.host: "redis:6379" is not a host'],
    [
      'the blobs of another account',
      { blobStorage: { ...minimalLangfuse.blobStorage, endpoint: 'https://other.blob.core.windows.net' } },
      'blobStorage.endpoint: "https://other.blob.core.windows.net" is not the blob endpoint of "mytraces"',
    ],
    [
      'a container with upper case',
      { blobStorage: { ...minimalLangfuse.blobStorage, container: 'Langfuse' } },
      `blobStorage.container: blob container name "Langfuse" is invalid: use lower-case letters, digits and single '-', starting and ending with a letter or digit`,
    ],
    [
      'no worker',
      { replicas: { web: 1, worker: 0 } },
      'replicas.worker: 0 is not a valid number of replicas',
    ],
    [
      'a door without a key',
      { signUp: false },
      'signUp: no user could sign in: sign-up is off and Langfuse has no initial user',
    ],
    [
      'a name with a dot',
      { name: 'my.langfuse' },
      `name: "my.langfuse-web" is invalid: use lower-case letters, digits and '-', starting with a letter and ending with a letter or digit`,
    ],
  ])('is reported: %s', (_, props, message) => {
    const problems = ProblemList.create();
    checkLangfuse({ ...minimalLangfuse, ...props }, problems);
    expect(problems.problems.map((each) => `${each.path}: ${each.message}`)).toEqual([
      expect.stringContaining(message),
    ]);
    expect(() => valuesOf(props)).toThrow('in Langfuse "');
  });

  it.each([
    ['secrets of a project that is not there', minimalLangfuse, langfuseSecrets],
    ['a project without its secrets', allOfLangfuse, { ...langfuseSecrets, initial: undefined }],
  ] as const)('is reported: %s', (_, input, secrets) => {
    const problems = ProblemList.create();
    const { initial, ...always } = secrets;
    checkLangfuseSecrets(input, { ...always, ...(initial === undefined ? {} : { initial }) }, problems);
    expect(problems.problems.map(({ path }) => path)).toEqual(['initial']);
  });

  it('is none: a project with its secrets', () => {
    const problems = ProblemList.create();
    checkLangfuseSecrets(allOfLangfuse, langfuseSecrets, problems);
    expect(problems.isEmpty).toBe(true);
  });
});
