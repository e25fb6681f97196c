import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { StorageAccount, StorageContainer, StorageShare } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger, requireUnique } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';
import { NameScope } from '../stack/readable-logical-ids';

/** Kind of a storage account: its disks and what it stores. */
export type StorageKind = 'standard' | 'premiumBlobs' | 'premiumFiles';

/** Input of a PlatformStorage. */
export interface PlatformStorageProps {
  /** Name, 3 to 24 lowercase letters and digits, unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /**
   * Kind. `standard` stores blobs and file shares. `premiumBlobs` and `premiumFiles` store one of
   * them on SSDs, from which weights load several times faster. Azure cannot change it later.
   *
   * @default 'standard'
   */
  readonly kind?: StorageKind;
  /**
   * Replication: `LRS` in one zone, `ZRS` in three zones, `GRS` and `GZRS` also in a second region.
   * Premium kinds support `LRS` and `ZRS`. Use `ZRS` for data that you cannot recreate, in regions
   * with zones.
   *
   * @default 'LRS', which every region supports
   */
  readonly replication?: 'LRS' | 'ZRS' | 'GRS' | 'RAGRS' | 'GZRS' | 'RAGZRS';
  /**
   * Enables account keys and shared access signatures. Pods that mount a file share need them,
   * because SMB on Linux nodes has no other generally available sign-in, and so do applications
   * such as Langfuse.
   *
   * @default false: clients sign in with Entra ID
   */
  readonly sharedKeys?: boolean;
  /**
   * Public network access. Without it, only private endpoints reach the account.
   *
   * @default true, with Entra ID sign-in
   */
  readonly publicNetworkAccess?: boolean;
  /** Blob containers, all without anonymous access. @default none */
  readonly containers?: readonly PlatformContainerProps[];
  /** SMB file shares. @default none */
  readonly shares?: readonly PlatformShareProps[];
  /**
   * Days during which you can restore a deleted or overwritten blob, and a deleted container or
   * share, 1 to 365.
   *
   * @default 7
   */
  readonly softDeleteDays?: number;
  /**
   * Keeps every earlier version of a blob until you delete it.
   *
   * @default false: soft delete covers accidents, and every new upload of a model would add cost
   * until you delete its old versions
   */
  readonly versioning?: boolean;
  /** Makes Terraform refuse every plan that would delete the data. @default true */
  readonly preventDestroy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A blob container. */
export interface PlatformContainerProps {
  /** Name, 3 to 63 lowercase letters, digits and '-'. */
  readonly name: string;
}

/** A file share. */
export interface PlatformShareProps {
  /** Name, 3 to 63 lowercase letters, digits and '-'. */
  readonly name: string;
  /**
   * Maximum size in GiB: 1 to 5120, or 100 to 102400 for `premiumFiles`, where it determines the
   * price.
   */
  readonly quotaGiB: number;
}

const kinds: Readonly<Record<StorageKind, { accountKind: string; accountTier: string }>> = {
  standard: { accountKind: 'StorageV2', accountTier: 'Standard' },
  premiumBlobs: { accountKind: 'BlockBlobStorage', accountTier: 'Premium' },
  premiumFiles: { accountKind: 'FileStorage', accountTier: 'Premium' },
};

/**
 * A storage account without keys and anonymous access, with TLS 1.2 and soft delete, for weights,
 * model repositories and application data.
 *
 * Terraform creates containers and shares through Azure Resource Manager (`storage_account_id`).
 * This needs no key and no access to the endpoints of the account, which may be private.
 *
 * @throws {DefinitionError} for invalid names and numbers, and for settings that the kind of
 * account does not support.
 * @see learn.microsoft.com/azure/storage/common/{storage-account-overview,storage-redundancy};
 * azurerm docs (2026-11).
 */
export class PlatformStorage extends Construct {
  readonly account: StorageAccount;
  private readonly containers = new Map<string, StorageContainer>();
  private readonly shares = new Map<string, StorageShare>();

  constructor(scope: Construct, id: string, props: PlatformStorageProps) {
    super(scope, id);
    const kind = props.kind ?? 'standard';
    checkProps(props, kind);
    const publicNetworkAccess = props.publicNetworkAccess ?? true;
    const days = props.softDeleteDays ?? 7;
    const lifecycle = { preventDestroy: props.preventDestroy ?? true };
    this.account = new StorageAccount(this, 'account', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      ...kinds[kind],
      accountReplicationType: props.replication ?? 'LRS',
      minTlsVersion: 'TLS1_2',
      httpsTrafficOnlyEnabled: true,
      sharedAccessKeyEnabled: props.sharedKeys ?? false,
      // Makes the Azure portal sign in with Entra ID.
      defaultToOauthAuthentication: true,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      localUserEnabled: false,
      publicNetworkAccessEnabled: publicNetworkAccess,
      networkRules: publicNetworkAccess ? undefined : { defaultAction: 'Deny', bypass: ['None'] },
      blobProperties:
        kind === 'premiumFiles'
          ? undefined
          : {
              deleteRetentionPolicy: { days },
              containerDeleteRetentionPolicy: { days },
              versioningEnabled: props.versioning ?? false,
            },
      shareProperties: kind === 'premiumBlobs' ? undefined : { retentionPolicy: { days } },
      tags: props.tags && { ...props.tags },
      lifecycle,
    });
    const containerNames = new NameScope(this, 'containers');
    for (const { name } of props.containers ?? []) {
      const container = new StorageContainer(containerNames, name, {
        name,
        storageAccountId: this.account.id,
        containerAccessType: 'private',
        lifecycle,
      });
      this.containers.set(name, container);
    }
    const shareNames = new NameScope(this, 'shares');
    for (const { name, quotaGiB } of props.shares ?? []) {
      const share = new StorageShare(shareNames, name, {
        name,
        storageAccountId: this.account.id,
        quota: quotaGiB,
        enabledProtocol: 'SMB',
        lifecycle,
      });
      this.shares.set(name, share);
    }
  }

  /** Resource id of the account. */
  get id(): string {
    return this.account.id;
  }

  /**
   * Returns the resource id of a container, for role assignments.
   *
   * @throws {Error} if the container does not exist.
   */
  containerId(name: string): string {
    const container = this.containers.get(name);
    if (container === undefined) throw new Error(`Container "${name}" does not exist in ${this.node.path}.`);
    return container.id;
  }

  /**
   * Returns the scope of a share for role assignments. It differs from the resource id: the scope
   * contains `fileshares`, the id contains `shares` (Azure/azure-rest-api-specs#24568). Terraform
   * derives it from the id, so a role assignment depends on the share.
   *
   * @throws {Error} if the share does not exist.
   */
  shareScopeId(name: string): string {
    const share = this.shares.get(name);
    if (share === undefined) throw new Error(`Share "${name}" does not exist in ${this.node.path}.`);
    return Fn.replace(share.id, '/shares/', '/fileshares/');
  }
}

function checkProps(props: PlatformStorageProps, kind: StorageKind): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'storageAccount', props.name);
  const { softDeleteDays, replication, containers = [], shares = [] } = props;
  if (softDeleteDays !== undefined && !Token.isUnresolved(softDeleteDays)) {
    requireInteger(problems, 'softDeleteDays', softDeleteDays, { min: 1, max: 365, unit: 'days' });
  }
  if (kind !== 'standard' && replication !== undefined && !['LRS', 'ZRS'].includes(replication)) {
    problems.add(
      'replication',
      `the kind "${kind}" does not support "${replication}"`,
      'Use "LRS" or "ZRS".',
    );
  }
  requireKind(problems, 'containers', containers, kind !== 'premiumFiles', kind);
  requireKind(problems, 'shares', shares, kind !== 'premiumBlobs', kind);
  if (props.versioning && kind === 'premiumFiles') {
    problems.add('versioning', 'file shares have no versions', 'Remove it.');
  }
  checkNames(problems, 'container', 'containers', 'storageContainer', containers);
  checkNames(problems, 'share', 'shares', 'fileShare', shares);
  const quota =
    kind === 'premiumFiles' ? { min: 100, max: 102_400, unit: 'GiB' } : { min: 1, max: 5120, unit: 'GiB' };
  for (const [index, share] of shares.entries()) {
    requireInteger(problems.at('shares').at(index), 'quotaGiB', share.quotaGiB, quota);
  }
  problems.throwIfAny(`the storage account ${props.name}`);
}

function requireKind(
  problems: ProblemList,
  key: string,
  entries: readonly unknown[],
  hasThem: boolean,
  kind: StorageKind,
): void {
  if (entries.length === 0 || hasThem) return;
  problems.add(key, `the kind "${kind}" does not support ${key}`, 'Use "standard", or a separate account.');
}

function checkNames(
  problems: ProblemList,
  what: string,
  key: 'containers' | 'shares',
  kind: 'storageContainer' | 'fileShare',
  entries: readonly { readonly name: string }[],
): void {
  for (const [index, { name }] of entries.entries()) {
    requireKnownName(problems.at(key).at(index), 'name', kind, name);
  }
  requireUnique(
    problems,
    what,
    entries,
    ({ name }) => name,
    (index) => `${key}[${index}].name`,
  );
}
