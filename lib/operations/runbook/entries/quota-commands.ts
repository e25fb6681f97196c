import type { InventoryPool } from '../../inventory/read-pools';

/**
 * Commands that print used and limit of the quota of the region and of the VM families of some
 * pools. The name of a family does not follow from the VM size, so the first command reads it from
 * Azure. The family of a size and the name of its quota differ at most in case. `--all` also lists
 * sizes that the subscription may not use.
 *
 * Sources (2026-11): learn.microsoft.com/rest/api/compute/resource-skus/list (`family`),
 * …/compute/usage/list (`name.value`); learn.microsoft.com/cli/azure/vm, list-skus and list-usage.
 */
export function quotaCommands(location: string, pools: readonly InventoryPool[]): readonly string[] {
  const sizes = [...new Set(pools.map(({ vmSize }) => vmSize))];
  const isOne = sizes.map((size) => `name=='${size}'`).join(' || ');
  return [
    '# quota of the region and of the VM families of the pools: used and limit',
    `FAMILIES=$(az vm list-skus --location ${location} --resource-type virtualMachines --all --query "[?${isOne}].family" --output tsv | sort -u | paste -s -d '|' -)`,
    `az vm list-usage --location ${location} --query "[].[name.localizedValue, name.value, currentValue, limit]" --output tsv | grep -iE "Regional|\${FAMILIES:?}"`,
  ];
}
