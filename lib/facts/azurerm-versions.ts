/** A version of the azurerm provider, `<major>.<minor>`: `4.81`. */
export type AzurermVersion = `4.${number}` | `5.${number}`;

interface MinorVersions {
  /** The first version that supports everything that this project emits. */
  readonly first: number;
  /** The last version. @default none: the major version gets new ones */
  readonly last?: number;
}

/**
 * Versions that this project supports. 4.55 is the version of the bindings. 5.2 is the first
 * version of 5.x that the tests validate. HashiCorp closed 4.x with 4.81.
 *
 * @see CHANGELOG-v4.md and CHANGELOG.md of hashicorp/terraform-provider-azurerm (2026-12)
 */
const supported: Readonly<Record<number, MinorVersions>> = { 4: { first: 55, last: 81 }, 5: { first: 2 } };

/** The version whose form every later 4.x accepts. */
export const defaultAzurermVersion: AzurermVersion = '4.55';

/** Major version of a version: 4 for `4.81`. */
export function azurermMajorOf(version: AzurermVersion): number {
  return Number(version.split('.')[0]);
}

/** Whether a version is this one or a later one of any major version. */
export function isAzurermAtLeast(version: AzurermVersion, other: AzurermVersion): boolean {
  return orderOf(version) >= orderOf(other);
}

/** The reason why this project does not support a version; undefined if it does. */
export function azurermVersionProblem(version: string): string | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
  if (minor === undefined) return `"${version}" is not a version of azurerm, <major>.<minor>`;
  const minors = supported[Number(major)];
  if (minors === undefined) return `azurerm ${major}.x is not supported`;
  if (Number(minor) < minors.first)
    return `azurerm ${version} does not support every argument of this platform`;
  return minors.last !== undefined && Number(minor) > minors.last
    ? `azurerm ${version} does not exist`
    : undefined;
}

/** The supported versions, for messages: `4.55 to 4.81, or 5.2 or a newer 5.x`. */
export const supportedAzurermVersions = Object.entries(supported)
  .map(([major, { first, last }]) =>
    last === undefined ? `${major}.${first} or a newer ${major}.x` : `${major}.${first} to ${major}.${last}`,
  )
  .join(', or ');

function orderOf(version: AzurermVersion): number {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return major * 1000 + minor;
}
