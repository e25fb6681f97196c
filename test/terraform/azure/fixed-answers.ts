import { tenantId } from './answers';
import { guidOf, keyOf, nameOf } from './resource-id';
import type { Json, ResourceStore } from './resource-store';

/** A request, with the path decoded. */
export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly host: string;
  readonly body: Json;
}

export interface ArmAnswer {
  readonly status: number;
  readonly body?: Json;
}

const ok = (body: Json): ArmAnswer => ({ status: 200, body });

/** Names of the roles that were asked for, by the GUID of their definition. */
const roleNames = new Map<string, string>();

const secret = Buffer.from('not a key').toString('base64');

/** A token that azurerm reads for the object id of its caller; nothing checks a signature. */
function token(base: string): string {
  const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    aud: base,
    iss: base,
    oid: guidOf('caller'),
    appid: guidOf('application'),
    tid: tenantId,
    exp: 4_102_444_800,
    idtyp: 'app',
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.x`;
}

function metadata(base: string): Json {
  const endpoints = [
    'attestationResourceId',
    'batch',
    'gallery',
    'graphAudience',
    'logAnalyticsResourceId',
    'media',
    'ossrDbmsResourceId',
    'portal',
    'resourceManager',
    'sqlManagement',
    'synapseAnalyticsResourceId',
  ];
  return {
    name: 'Emulator',
    ...Object.fromEntries(endpoints.map((name) => [name, base])),
    microsoftGraphResourceId: `${base}/graph/`,
    authentication: {
      loginEndpoint: base,
      audiences: [base],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    suffixes: {
      keyVaultDns: 'vault.azure.net',
      storage: 'core.windows.net',
      acrLoginServer: 'azurecr.io',
      sqlServerHostname: 'database.windows.net',
    },
  };
}

const keysOf = (path: string): Json =>
  /storageaccounts/i.test(path)
    ? { keys: ['key1', 'key2'].map((keyName) => ({ keyName, value: secret, permissions: 'FULL' })) }
    : {
        keyName: 'RootManageSharedAccessKey',
        primaryKey: secret,
        secondaryKey: secret,
        primaryConnectionString: `Endpoint=sb://x/;SharedAccessKeyName=a;SharedAccessKey=${secret}`,
        secondaryConnectionString: `Endpoint=sb://x/;SharedAccessKeyName=a;SharedAccessKey=${secret}`,
      };

const kubeconfig = Buffer.from(
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'c', cluster: { server: 'https://localhost:1', 'certificate-authority-data': secret } },
    ],
    users: [{ name: 'u', user: { token: 'x' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'c',
  }),
).toString('base64');

/** Answers that do not depend on what was created; undefined for a request of a resource. */
export function fixedAnswer(request: ArmRequest, base: string): ArmAnswer | undefined {
  const { path, method, query, host } = request;
  const key = keyOf(path);
  if (/\.vault\.azure\.net/.test(host)) return ok({ value: [] });
  if (/\.core\.windows\.net/.test(host)) return { status: 404, body: {} };
  if (key === '/metadata/endpoints') return ok(metadata(base));
  if (/\/oauth2\/(?:v2\.0\/)?token$/.test(key))
    return ok({ token_type: 'Bearer', expires_in: 86_400, access_token: token(base) });
  if (key.startsWith('/graph/') || key.startsWith('/v1.0/'))
    return ok({
      id: guidOf('caller'),
      value: [{ id: guidOf('caller'), appId: guidOf('application') }],
    });
  if (/^\/subscriptions\/[^/]+$/.test(key))
    return ok({ id: path, subscriptionId: nameOf(path), tenantId, displayName: 'x', state: 'Enabled' });
  if (/^\/subscriptions\/[^/]+\/providers(?:\/[^/]+(?:\/register)?)?$/.test(key))
    return ok({ value: [], registrationState: 'Registered', resourceTypes: [] });
  if (/\/roledefinitions$/.test(key)) {
    const name = /roleName eq '([^']+)'/i.exec(query.get('$filter') ?? '')?.[1] ?? 'Reader';
    roleNames.set(guidOf(name), name);
    return ok({ value: [roleDefinition(path, guidOf(name), name)] });
  }
  if (/\/roledefinitions\/[^/]+$/.test(key)) {
    const id = nameOf(path);
    return ok(roleDefinition(path.slice(0, -id.length - 1), id, roleNames.get(id) ?? 'Reader'));
  }
  if (method !== 'POST') return undefined;
  if (/\/listcluster(?:admin|user)credential$/.test(key))
    return ok({ kubeconfigs: [{ name: 'clusterUser', value: kubeconfig }] });
  if (/\/listkeys$/.test(key)) return ok(keysOf(path));
  if (/\/sharedkeys$/.test(key)) return ok({ primarySharedKey: secret, secondarySharedKey: secret });
  if (/\/checknameavailability$/.test(key)) return ok({ nameAvailable: true });
  return ok({});
}

function roleDefinition(collection: string, id: string, roleName: string): Json {
  return {
    id: `${collection}/${id}`,
    name: id,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: { roleName, type: 'BuiltInRole', permissions: [] },
  };
}

/**
 * Versions for a new node pool: that of the control plane, and up to three minor versions lower.
 * Source: https://learn.microsoft.com/azure/aks/upgrade-aks-control-plane, read on 2026-12-01.
 */
function agentPoolVersions(path: string, store: ResourceStore): Json {
  const cluster = store.get(path.slice(0, path.lastIndexOf('/')));
  const { kubernetesVersion, currentKubernetesVersion } = cluster?.properties ?? {};
  const minor = Number(String(currentKubernetesVersion).split('.')[1]);
  const lower = [1, 2, 3].map((steps) => `1.${minor - steps}`);
  const versions = [...new Set([currentKubernetesVersion, kubernetesVersion, ...lower])];
  return {
    id: path,
    properties: { agentPoolVersions: versions.map((version) => ({ kubernetesVersion: version })) },
  };
}

/** Parts of a resource that exist without having been created; undefined for others. */
export function impliedResource(path: string, store: ResourceStore): Json | undefined {
  const key = keyOf(path);
  if (key.endsWith('/availableagentpoolversions')) return agentPoolVersions(path, store);
  const of = (properties: Json) => ({ id: path, name: nameOf(path), properties });
  if (/\/storageaccounts\/[^/]+\/\w+services\/default$/.test(key))
    return of({
      cors: { corsRules: [] },
      deleteRetentionPolicy: { enabled: false },
      containerDeleteRetentionPolicy: { enabled: false },
      shareDeleteRetentionPolicy: { enabled: true, days: 7 },
    });
  if (/\/authorizationrules\/[^/]+$/.test(key)) return of({ rights: ['Listen', 'Manage', 'Send'] });
  if (/\/networkrulesets\/default$/.test(key))
    return of({
      defaultAction: 'Allow',
      publicNetworkAccess: 'Enabled',
      ipRules: [],
      virtualNetworkRules: [],
      trustedServiceAccessEnabled: false,
    });
  if (/\/privatednszones\/[^/]+\/soa\/@$/.test(key))
    return of({
      fqdn: `${path.split('/')[8]}.`,
      ttl: 3600,
      soaRecord: {
        email: 'azureprivatedns-host.microsoft.com',
        expireTime: 2_419_200,
        minimumTtl: 10,
        refreshTime: 3600,
        retryTime: 300,
        host: 'azureprivatedns.net',
        serialNumber: 1,
      },
    });
  return undefined;
}
