import { TerraformOutput } from 'cdktf';
import {
  PlatformStorage,
  type PlatformStorageProps,
} from '../../../../constructs/azure/services/storage-account';
import { only, place, resources, synthesize, tags } from '../synthesize';

const minimal: PlatformStorageProps = { ...place, name: 'mymodels' };
const storage = (props: Partial<PlatformStorageProps> = {}) =>
  synthesize((stack) => new PlatformStorage(stack, 'storage', { ...minimal, ...props }));
const account = (props: Partial<PlatformStorageProps> = {}) =>
  only(storage(props), 'azurerm_storage_account');

describe('PlatformStorage', () => {
  it('minimal', () => {
    expect(resources((stack) => new PlatformStorage(stack, 'storage', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformStorageProps> = {
      ...minimal,
      kind: 'standard',
      replication: 'ZRS',
      sharedKeys: true,
      publicNetworkAccess: false,
      containers: [{ name: 'models' }],
      shares: [{ name: 'datasets', quotaGiB: 200 }],
      softDeleteDays: 30,
      versioning: true,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new PlatformStorage(stack, 'storage', props))).toMatchSnapshot();
  });

  it.each<[string, unknown]>([
    ['shared_access_key_enabled', false],
    ['allow_nested_items_to_be_public', false],
    ['min_tls_version', 'TLS1_2'],
    ['https_traffic_only_enabled', true],
    ['local_user_enabled', false],
    ['lifecycle', { prevent_destroy: true }],
  ])('has %s %p', (argument, value) => expect(account()[argument]).toEqual(value));

  it('gives back what was deleted, for a week', () => {
    const { blob_properties: blobs, share_properties: shares } = account();
    expect([
      blobs.delete_retention_policy,
      blobs.container_delete_retention_policy,
      shares.retention_policy,
    ]).toEqual([{ days: 7 }, { days: 7 }, { days: 7 }]);
  });

  it('denies the public network without public network access', () => {
    expect(account({ publicNetworkAccess: false })).toMatchObject({
      public_network_access_enabled: false,
      network_rules: { default_action: 'Deny', bypass: ['None'] },
    });
  });

  it.each([
    ['premiumBlobs', 'BlockBlobStorage', 'share_properties'],
    ['premiumFiles', 'FileStorage', 'blob_properties'],
  ] as const)('is for %s a %s on SSDs, which has no %s', (kind, accountKind, without) => {
    const resource = account({ kind });
    expect([resource.account_kind, resource.account_tier]).toEqual([accountKind, 'Premium']);
    expect(resource).not.toHaveProperty(without);
  });

  it('creates containers through Resource Manager, without anonymous access', () => {
    expect(only(storage({ containers: [{ name: 'models' }] }), 'azurerm_storage_container')).toMatchObject({
      storage_account_id: '${azurerm_storage_account.storage_account.id}',
      container_access_type: 'private',
    });
  });

  it('takes a container and a share of one name', () => {
    const terraform = storage({ containers: [{ name: 'data' }], shares: [{ name: 'data', quotaGiB: 1 }] });
    expect([
      only(terraform, 'azurerm_storage_container').name,
      only(terraform, 'azurerm_storage_share').name,
    ]).toEqual(['data', 'data']);
  });

  it('returns the scopes of roles, and reports a missing one', () => {
    const terraform = synthesize((stack) => {
      const construct = new PlatformStorage(stack, 'storage', {
        ...minimal,
        containers: [{ name: 'models' }],
        shares: [{ name: 'datasets', quotaGiB: 1 }],
      });
      new TerraformOutput(stack, 'container', { value: construct.containerId('models') });
      new TerraformOutput(stack, 'share', { value: construct.shareScopeId('datasets') });
      expect(() => construct.containerId('model')).toThrow(
        'Container "model" does not exist in test/storage.',
      );
      expect(() => construct.shareScopeId('x')).toThrow('Share "x" does not exist in test/storage.');
    });
    expect([terraform.output.container.value, terraform.output.share.value]).toEqual([
      '${azurerm_storage_container.storage_models.id}',
      '${replace(azurerm_storage_share.storage_datasets.id, "/shares/", "/fileshares/")}',
    ]);
  });

  it.each<[string, Partial<PlatformStorageProps>, RegExp]>([
    ['a name with a dash', { name: 'my-models' }, /name: storage account name "my-models" is invalid/],
    ['a long name', { name: 'm'.repeat(25) }, /has 25 characters; 3 to 24 are allowed/],
    ['no soft delete', { softDeleteDays: 0 }, /softDeleteDays: 0 is not a valid number of days\. .*1 to 365/],
    [
      'a second region for Premium',
      { kind: 'premiumBlobs', replication: 'GRS' },
      /replication: the kind "premiumBlobs" does not support "GRS"/,
    ],
    [
      'containers in an account for files',
      { kind: 'premiumFiles', containers: [{ name: 'models' }] },
      /containers: the kind "premiumFiles" does not support containers/,
    ],
    [
      'shares in an account for blobs',
      { kind: 'premiumBlobs', shares: [{ name: 'data', quotaGiB: 100 }] },
      /shares: the kind "premiumBlobs" does not support shares/,
    ],
    [
      'versions of files',
      { kind: 'premiumFiles', versioning: true },
      /versioning: file shares have no versions/,
    ],
    [
      'a small share on SSDs',
      { kind: 'premiumFiles', shares: [{ name: 'data', quotaGiB: 99 }] },
      /shares\[0\]\.quotaGiB: 99 is not a valid number of GiB\. .* 100 to 102400/,
    ],
    [
      'two containers of one name',
      { containers: [{ name: 'models' }, { name: 'models' }] },
      /containers\[1\]\.name: duplicate container "models", first used at containers\[0\]/,
    ],
    [
      'a share with two dashes in a row',
      { shares: [{ name: 'my--data', quotaGiB: 1 }] },
      /shares\[0\]\.name: file share name "my--data" is invalid/,
    ],
  ])('refuses %s', (_, props, message) => expect(() => storage(props)).toThrow(message));
});
