import { Cidr } from '../../values/cidr';
import { type JsonObject, textAt } from '../../values/json';
import { isSet } from './force-new-rule';

/** What a rule sees of a change. */
export interface RefusalPlace {
  /** The resource after the change. */
  readonly resource: JsonObject;
  /** Addresses of resources that use the resource and that the deployment keeps. */
  readonly users: readonly string[];
  /** Address ranges of the subnets of a virtual network, before the change. */
  readonly subnetRanges: readonly string[];
}

/** A change that Terraform plans in place and that fails when it is applied. */
export interface RefusalRule {
  /** The value of an unset field. */
  readonly defaultValue?: unknown;
  /** Selects the refused changes. Default: every change. */
  readonly only?: (before: unknown, after: unknown, place: RefusalPlace) => boolean;
  /** Who refuses, and what: after "the field from a to b". */
  readonly reason: string;
  /** What to do in place of the change. */
  readonly wayOut: string;
}

const removed = (before: unknown, after: unknown): boolean => isSet(before) && !isSet(after);
const whileUsed: RefusalRule['only'] = (before, after, { users }) =>
  users.length > 0 && rangesOf(before).some((range) => !rangesOf(after).includes(range));

const noDowngrade: RefusalRule = {
  only: (before, after) => (minorsBetween(before, after) ?? 0) < 0,
  reason: 'AKS does not downgrade Kubernetes',
  wayOut: 'keep the version; a lower one needs another cluster',
};

/**
 * Fields that the provider or Azure refuses to change, and that no plan shows. A field that forces
 * a replacement is in force-new-fields.ts.
 *
 * Sources, read on 2026-12-01:
 *
 * - Key Vault: `resourceKeyVaultUpdate` in internal/services/keyvault/key_vault_resource.go of
 *   hashicorp/terraform-provider-azurerm, 4.55.0 and 5.2.0, and
 *   https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview.
 * - `upgrade_override`: internal/services/containers/kubernetes_cluster_resource.go, as above.
 * - Kubernetes versions:
 *   https://learn.microsoft.com/azure/aks/upgrade-node-pools (rules for an upgrade operation) and
 *   https://learn.microsoft.com/azure/aks/upgrade-aks-control-plane (no minor version is skipped,
 *   except with long-term support).
 * - Entra ID: https://learn.microsoft.com/azure/aks/entra-id-control-plane-authentication.
 * - Outbound type: https://learn.microsoft.com/azure/aks/egress-outboundtype, its two tables.
 * - Subnets: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet.
 * - Virtual networks: https://learn.microsoft.com/azure/virtual-network/manage-virtual-network (add
 *   or remove an address range).
 */
export const refusalRules: Readonly<Record<string, Readonly<Record<string, RefusalRule>>>> = {
  azurerm_key_vault: {
    soft_delete_retention_days: {
      defaultValue: 90,
      reason: 'a vault keeps the days that it was created with',
      wayOut: 'keep the old value, or create a vault with another name and move its contents',
    },
    purge_protection_enabled: {
      defaultValue: false,
      only: (before, after) => before === true && after === false,
      reason: 'purge protection cannot be disabled',
      wayOut: 'keep it, or create a vault with another name and move its contents',
    },
  },
  azurerm_kubernetes_cluster: {
    azure_active_directory_role_based_access_control: {
      only: removed,
      reason: 'the integration with Entra ID cannot be disabled',
      wayOut: 'keep the block; a cluster without it needs another name',
    },
    'default_node_pool.orchestrator_version': noDowngrade,
    kubernetes_version: {
      only: (before, after, { resource }) => {
        const steps = minorsBetween(before, after) ?? 0;
        const isLongTerm = textAt(resource, 'support_plan') === 'AKSLongTermSupport';
        return steps < 0 || (steps > 1 && !isLongTerm);
      },
      reason: 'AKS upgrades one minor version at a time, and downgrades none',
      wayOut: 'set the next minor version, deploy it, and go on from there',
    },
    'network_profile.outbound_type': {
      defaultValue: 'loadBalancer',
      only: (before, after) => !(outboundTypes[String(before)] ?? [String(after)]).includes(String(after)),
      reason: 'AKS does not change this outbound type into that one',
      wayOut: 'keep it; the other one needs another cluster',
    },
    upgrade_override: {
      only: removed,
      reason: 'azurerm cannot remove the block',
      wayOut: 'set its force_upgrade_enabled to false and keep the block',
    },
  },
  azurerm_kubernetes_cluster_node_pool: { orchestrator_version: noDowngrade },
  azurerm_subnet: {
    address_prefixes: {
      only: whileUsed,
      reason: 'Azure changes the addresses of a subnet only while nothing is in it',
      wayOut:
        'keep the old range; for other addresses, create an environment with its own network and move to it',
    },
  },
  azurerm_virtual_network: {
    address_space: {
      only: (_, after, { subnetRanges }) =>
        subnetRanges.some((subnet) => !rangesOf(after).some((range) => contains(range, subnet))),
      reason: 'Azure removes an address range only when no subnet is in it',
      wayOut: 'keep the old range and add the new one next to it',
    },
  },
};

/** What each outbound type can become. */
const outboundTypes: Readonly<Record<string, readonly string[]>> = {
  loadBalancer: [
    'managedNATGateway',
    'managedNATGatewayV2',
    'userAssignedNATGateway',
    'userDefinedRouting',
    'none',
    'block',
  ],
  managedNATGateway: ['managedNATGatewayV2', 'none', 'block'],
  managedNATGatewayV2: [],
  userAssignedNATGateway: ['loadBalancer', 'userDefinedRouting', 'none'],
  userDefinedRouting: ['loadBalancer', 'userAssignedNATGateway', 'none'],
};

/** Minor versions between two versions of Kubernetes; undefined if one is unknown. */
function minorsBetween(before: unknown, after: unknown): number | undefined {
  const [old, now] = [before, after].map((version) => /^1\.(\d+)(?:\.(\d+))?$/.exec(String(version)));
  if (!old || !now) return undefined;
  const minors = Number(now[1]) - Number(old[1]);
  if (minors !== 0 || old[2] === undefined || now[2] === undefined) return minors;
  // A lower patch version is a downgrade as well.
  return Number(now[2]) < Number(old[2]) ? -1 : 0;
}

function rangesOf(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}

function contains(range: string, other: string): boolean {
  try {
    return Cidr.parse(range).contains(Cidr.parse(other));
  } catch {
    // An expression, or a range of IPv6: Terraform or Azure decides.
    return true;
  }
}
