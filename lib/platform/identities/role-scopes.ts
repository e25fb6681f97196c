import type { CompletePlatform } from '../../definition/platform-definition';
import type { RoleScopeDefinition } from '../../definition/services-definition';
import type { RoleName } from '../../facts/role-names';
import type { RoleScope } from '../../facts/role-scope';
import { knownNames, type NounForms, notDefined } from '../../problems/value-rules';

/** A role assignment. */
export interface ResolvedRoleGrant {
  readonly role: RoleName;
  readonly scope: RoleScope;
}

/** The scope that a role of the definition is assigned on. */
export function resolveScope(on: RoleScopeDefinition): RoleScope {
  if (typeof on === 'string') return { kind: on };
  if ('queue' in on) return { kind: 'queue', queue: on.queue };
  if ('topic' in on) {
    const { topic } = on;
    return 'subscription' in on && on.subscription !== undefined
      ? { kind: 'subscription', topic, subscription: on.subscription }
      : { kind: 'topic', topic };
  }
  const account = on.storageAccount;
  if ('container' in on && on.container !== undefined)
    return { kind: 'container', account, container: on.container };
  if ('share' in on) return { kind: 'share', account, share: on.share };
  return { kind: 'storage', account };
}

const nouns = {
  queue: { one: 'queue', many: 'queues' },
  topic: { one: 'topic', many: 'topics' },
  subscription: { one: 'subscription of the topic', many: 'subscriptions of the topic' },
  storage: { one: 'storage account', many: 'storage accounts' },
  container: { one: 'container of the storage account', many: 'containers of the storage account' },
  share: { one: 'file share of the storage account', many: 'file shares of the storage account' },
} as const;

/** Explains why a scope does not exist. Undefined if it exists. */
export function missingTarget(scope: RoleScope, platform: CompletePlatform): string | undefined {
  switch (scope.kind) {
    case 'keyVault':
    case 'registry':
    case 'serviceBus':
      return platform[scope.kind] === undefined ? `the definition has no ${scope.kind}` : undefined;
    case 'monitorWorkspace':
      return !platform.cluster.managedPrometheus
        ? 'managedPrometheus is off, so there is no Azure Monitor workspace'
        : undefined;
    case 'queue':
      return missingName(nouns.queue, scope.queue, platform.serviceBus?.queues ?? []);
    case 'topic':
      return missingName(nouns.topic, scope.topic, platform.serviceBus?.topics ?? []);
    case 'subscription': {
      const topics = platform.serviceBus?.topics ?? [];
      const topic = topics.find(({ name }) => name === scope.topic);
      if (topic === undefined) return missingName(nouns.topic, scope.topic, topics);
      return missingName(nouns.subscription, scope.subscription, topic.subscriptions);
    }
    case 'storage':
    case 'container':
    case 'share': {
      const accounts = platform.storageAccounts;
      const account = accounts.find(({ name }) => name === scope.account);
      if (account === undefined) return missingName(nouns.storage, scope.account, accounts);
      if (scope.kind === 'storage') return undefined;
      return scope.kind === 'container'
        ? missingName(
            nouns.container,
            scope.container,
            account.containers.map((name) => ({ name })),
          )
        : missingName(nouns.share, scope.share, account.shares);
    }
    case 'resourceGroup':
      return undefined;
  }
}

function missingName(
  noun: NounForms,
  name: string,
  things: readonly { readonly name: string }[],
): string | undefined {
  const names = things.map((thing) => thing.name);
  return names.includes(name)
    ? undefined
    : `${notDefined(name, noun)}. ${knownNames(name, names, noun.many)}`.replace(/\.$/, '');
}

/** Roles that include the permissions of another role. */
const strongerRoles: Partial<Record<RoleName, readonly RoleName[]>> = {
  'Key Vault Secrets User': ['Key Vault Secrets Officer'],
  'Azure Service Bus Data Receiver': ['Azure Service Bus Data Owner'],
  'Azure Service Bus Data Sender': ['Azure Service Bus Data Owner'],
  'Storage Blob Data Reader': ['Storage Blob Data Contributor', 'Storage Blob Data Owner'],
};

/** Whether a role assignment includes another one. */
export function covers(has: ResolvedRoleGrant, needs: ResolvedRoleGrant): boolean {
  if (has.role !== needs.role && !(strongerRoles[needs.role] ?? []).includes(has.role)) return false;
  return outerScopes(needs.scope).some((scope) => scopeKey(scope) === scopeKey(has.scope));
}

/** A scope, and every scope that contains it. */
function outerScopes(scope: RoleScope): readonly RoleScope[] {
  const outer: readonly RoleScope[] = [{ kind: 'resourceGroup' }];
  switch (scope.kind) {
    case 'queue':
    case 'topic':
      return [scope, { kind: 'serviceBus' }, ...outer];
    case 'subscription':
      return [scope, { kind: 'topic', topic: scope.topic }, { kind: 'serviceBus' }, ...outer];
    case 'container':
    case 'share':
      return [scope, { kind: 'storage', account: scope.account }, ...outer];
    default:
      return [scope, ...outer];
  }
}

function scopeKey({ kind, ...names }: RoleScope): string {
  return [
    kind,
    ...Object.entries(names)
      .map(([key, name]) => `${key}=${name}`)
      .sort(),
  ].join('/');
}
