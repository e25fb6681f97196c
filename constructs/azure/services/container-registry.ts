import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerRegistry } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';

/** Input of a PlatformRegistry. */
export interface PlatformRegistryProps {
  /** 5 to 50 letters and digits, unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Default: `Standard`. Private endpoints, zones and retention want `Premium`. */
  readonly sku?: 'Basic' | 'Standard' | 'Premium';
  /** Off leaves only private endpoints; wants `Premium`. Default: on. */
  readonly publicNetworkAccess?: boolean;
  /** Copies in every zone of the region; `Premium`. Fixed at creation. Default: off. */
  readonly zoneRedundancy?: boolean;
  /** Days after which manifests without a tag are removed (0 to 365); `Premium`. Default: never. */
  readonly untaggedRetentionDays?: number;
  /** Terraform refuses any plan that would delete the images. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A container registry without passwords: no admin user, no anonymous pull; nodes and people come with Entra ID.
 *
 * @throws {DefinitionError} for a name or number that Azure refuses, and for settings that the sku does not have (learn.microsoft.com/azure/container-registry/container-registry-skus, 2026-11).
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
      // Basic has no anonymous pull, and azurerm refuses to turn it on there.
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
  const premium: readonly (readonly [key: keyof PlatformRegistryProps, wanted: boolean])[] = [
    ['publicNetworkAccess', props.publicNetworkAccess === false],
    ['zoneRedundancy', props.zoneRedundancy === true],
    ['untaggedRetentionDays', props.untaggedRetentionDays !== undefined],
  ];
  for (const [key, wanted] of premium) {
    if (wanted && sku !== 'Premium') {
      problems.add(key, `the sku "${sku}" does not have it`, 'Use "Premium", or leave it out.');
    }
  }
  problems.throwIfAny(`the registry ${props.name}`);
}
