import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerRegistry } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';

/** Input of a PlatformRegistry. */
export interface PlatformRegistryProps {
  /** Name, 5 to 50 letters and digits, unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** SKU. Private endpoints, zone redundancy and retention need `Premium`. @default 'Standard' */
  readonly sku?: 'Basic' | 'Standard' | 'Premium';
  /**
   * Public network access. Without it, only private endpoints reach the registry. `false` needs
   * `Premium`.
   *
   * @default true
   */
  readonly publicNetworkAccess?: boolean;
  /** Zone redundancy. It needs `Premium`, and Azure cannot change it later. @default false */
  readonly zoneRedundancy?: boolean;
  /**
   * Days after which Azure deletes untagged manifests, 0 to 365. It needs `Premium`.
   *
   * @default never
   */
  readonly untaggedRetentionDays?: number;
  /** Makes Terraform refuse every plan that would delete the images. @default true */
  readonly preventDestroy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A container registry without passwords: no admin user and no anonymous pull. Nodes and users sign
 * in with Entra ID.
 *
 * @throws {DefinitionError} for invalid names and numbers, and for settings that the SKU does not
 * support (learn.microsoft.com/azure/container-registry/container-registry-skus, 2026-11).
 */
export class PlatformRegistry extends Construct {
  readonly registry: ContainerRegistry;

  constructor(scope: Construct, id: string, props: PlatformRegistryProps) {
    super(scope, id);
    const sku = props.sku ?? 'Standard';
    checkProps(props, sku);
    this.registry = new ContainerRegistry(this, 'registry', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      sku,
      adminEnabled: false,
      // The Basic SKU has no anonymous pull, and azurerm rejects the argument there.
      anonymousPullEnabled: sku === 'Basic' ? undefined : false,
      publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
      zoneRedundancyEnabled: props.zoneRedundancy,
      retentionPolicyInDays: props.untaggedRetentionDays,
      tags: props.tags && { ...props.tags },
      lifecycle: { preventDestroy: props.preventDestroy ?? true },
    });
  }

  /** Resource id. */
  get id(): string {
    return this.registry.id;
  }
}

function checkProps(props: PlatformRegistryProps, sku: string): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'containerRegistry', props.name);
  const { untaggedRetentionDays } = props;
  if (untaggedRetentionDays !== undefined && !Token.isUnresolved(untaggedRetentionDays)) {
    requireInteger(problems, 'untaggedRetentionDays', untaggedRetentionDays, {
      min: 0,
      max: 365,
      unit: 'days',
    });
  }
  const premium: readonly (readonly [key: keyof PlatformRegistryProps, isSet: boolean])[] = [
    ['publicNetworkAccess', props.publicNetworkAccess === false],
    ['zoneRedundancy', props.zoneRedundancy === true],
    ['untaggedRetentionDays', props.untaggedRetentionDays !== undefined],
  ];
  for (const [key, isSet] of premium) {
    if (isSet && sku !== 'Premium') {
      problems.add(key, `the SKU "${sku}" does not support it`, 'Use "Premium", or remove it.');
    }
  }
  problems.throwIfAny(`the registry ${props.name}`);
}
