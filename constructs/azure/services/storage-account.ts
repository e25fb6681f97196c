import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { StorageAccount, StorageContainer, StorageShare } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger, requireUnique } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';
import { NameScope } from '../stack/readable-logical-ids';

/** What the disks behind an account are, and so what it holds. */
export type StorageKind = 'standard' | 'premiumBlobs' | 'premiumFiles';

/** Input of a PlatformStorage. */
export interface PlatformStorageProps {
  /** 3 to 24 lower-case letters and digits, unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /**
   * `standard`: blobs and file shares. `premiumBlobs`, `premiumFiles`: one of them, on SSDs, which loads weights several times faster.
   * Fixed at creation. Default: `standard`.
   */
  readonly kind?: StorageKind;
  /**
   * How many copies, and where: `LRS` in one zone, `ZRS` in three, `GRS` and `GZRS` in a second region besides. Premium has `LRS` and
   * `ZRS`. Default: `LRS`, which every region has; data that cannot be had again wants `ZRS` where the region has zones.
   */
  readonly replication?: 'LRS' | 'ZRS' | 'GRS' | 'RAGRS' | 'GZRS' | 'RAGZRS';
  /**
   * Account keys, and with them shared access signatures. Default: off; everything comes with Entra ID. Who needs a key: pods that mount
   * a file share, whose SMB protocol knows no other way on Linux nodes that is generally available, and applications that know nothing
   * else, such as Langfuse.
   */
  readonly sharedKeys?: boolean;
  /** Off leaves only private endpoints. Default: on, with Entra ID. */
  readonly publicNetworkAccess?: boolean;
  /** Containers of blobs. None is readable without a sign-in. Default: none. */
  readonly containers?: readonly PlatformContainerProps[];
  /** SMB file shares. Default: none. */
  readonly shares?: readonly PlatformShareProps[];
  /** Days that a deleted or overwritten blob, and a deleted container or share, can be restored (1 to 365). Default: 7. */
  readonly softDeleteDays?: number;
  /**
   * Keeps every earlier version of a blob until it is deleted. Default: off: soft delete covers accidents, and each new upload of a
   * model would be paid for as long as nobody clears its versions away.
   */
  readonly versioning?: boolean;
  /** Terraform refuses any plan that would delete the data. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A container of blobs. */
export interface PlatformContainerProps {
  /** 3 to 63 lower-case letters, digits and '-'. */
  readonly name: string;
}

/** A file share. */
export interface PlatformShareProps {
  /** 3 to 63 lower-case letters, digits and '-'. */
  readonly name: string;
  /** Largest size: 1 to 5120 GiB, 100 to 102400 on `premiumFiles`, which is paid by it. */
  readonly quotaGiB: number;
}

const kinds: Readonly<Record<StorageKind, { accountKind: string; accountTier: string }>> = {
  standard: { accountKind: 'StorageV2', accountTier: 'Standard' },
  premiumBlobs: { accountKind: 'BlockBlobStorage', accountTier: 'Premium' },
  premiumFiles: { accountKind: 'FileStorage', accountTier: 'Premium' },
};

/**
 * A storage account without keys, without anonymous access, with TLS 1.2 and soft delete: for weights, model repositories and what
 * applications keep.
 *
 * Containers and shares are made through Azure Resource Manager (`storage_account_id`): that needs no key and no way to the account's
 * own endpoints, which a private account does not give to whoever runs Terraform.
 *
 * @throws {DefinitionError} for names and numbers that Azure refuses, and for what the kind of account does not have.
 * Sources: learn.microsoft.com/azure/storage/common/{storage-account-overview,storage-redundancy}; azurerm docs (2026-11).
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
      // What the portal signs in with.
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
   * Resource id of a container, which roles can be granted on.
   *
   * @throws {Error} if there is no such container.
   */
  containerId(name: string): string {
    const container = this.containers.get(name);
    if (container === undefined) throw new Error(`There is no container "${name}" in ${this.node.path}.`);
    return container.id;
  }

  /**
   * What roles for a share are granted on. It is not the share's resource id: Azure spells it `fileshares` there, and `shares` in the id
   * (Azure/azure-rest-api-specs#24568). Made of the share's id by Terraform, so that a grant waits for the share.
   *
   * @throws {Error} if there is no such share.
   */
  shareScopeId(name: string): string {
    const share = this.shares.get(name);
    if (share === undefined) throw new Error(`There is no share "${name}" in ${this.node.path}.`);
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
    problems.add('replication', `the kind "${kind}" does not have "${replication}"`, 'Use "LRS" or "ZRS".');
  }
  requireKind(problems, 'containers', containers, kind !== 'premiumFiles', kind);
  requireKind(problems, 'shares', shares, kind !== 'premiumBlobs', kind);
  if (props.versioning && kind === 'premiumFiles') {
    problems.add('versioning', 'file shares have no versions', 'Leave it out.');
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
  problems.add(key, `the kind "${kind}" has no ${key}`, 'Use "standard", or an account of their own.');
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
