/** A minor version of Kubernetes in AKS. */
export interface AksVersion {
  /** Minor version: `1.36`. */
  readonly minor: string;
  /** Month of general availability: `2026-06`. */
  readonly generallyAvailable: string;
  /** Last day of community support: `2027-06-30`. */
  readonly endOfSupport: string;
  /** Last day of long-term support, which requires the Premium tier and its support plan. */
  readonly endOfLongTermSupport: string;
  /** Minor version of the KEDA add-on; undefined if no source names it. */
  readonly keda: string | undefined;
}

/**
 * Versions with community or long-term support, the oldest first. AKS ends support on the last day
 * of the month that its calendar names. The KEDA add-on keeps its minor version as long as the
 * cluster keeps its version.
 *
 * @see learn.microsoft.com/azure/aks/supported-kubernetes-versions (page of 2026-08-05: calendar,
 * LTS calendar, components of 1.35 and 1.36); learn.microsoft.com/azure/aks/integrations (updates
 * of add-ons); Azure/AKS releases 2025-04-06 (KEDA of 1.32), 2025-06-17 (KEDA of 1.33), 2026-10-25
 * (1.37 is generally available); read 2026-12. The components of 1.35 name no change of KEDA since
 * 1.34.
 */
export const aksVersions: readonly AksVersion[] = [
  {
    minor: '1.32',
    generallyAvailable: '2025-04',
    endOfSupport: '2026-03-31',
    endOfLongTermSupport: '2027-03-31',
    keda: '2.16',
  },
  {
    minor: '1.33',
    generallyAvailable: '2025-06',
    endOfSupport: '2026-07-31',
    endOfLongTermSupport: '2027-07-31',
    keda: '2.17',
  },
  {
    minor: '1.34',
    generallyAvailable: '2025-11',
    endOfSupport: '2026-11-30',
    endOfLongTermSupport: '2027-11-30',
    keda: '2.17',
  },
  {
    minor: '1.35',
    generallyAvailable: '2026-03',
    endOfSupport: '2027-03-31',
    endOfLongTermSupport: '2028-03-31',
    keda: '2.17',
  },
  {
    minor: '1.36',
    generallyAvailable: '2026-06',
    endOfSupport: '2027-06-30',
    endOfLongTermSupport: '2028-06-30',
    keda: '2.19',
  },
  {
    minor: '1.37',
    generallyAvailable: '2026-10',
    endOfSupport: '2027-10-31',
    endOfLongTermSupport: '2028-10-31',
    keda: undefined,
  },
];

/** The day on which the table was compared with its sources. */
export const aksVersionsRead = '2026-12-01';

/**
 * The version that AKS gives to new clusters without a version.
 *
 * @see Azure/AKS release 2026-10-25 (2026-12)
 */
export const defaultAksVersion = '1.36';

/**
 * From this day AKS upgrades a cluster whose version has been unsupported for
 * `graceDaysBeforeForcedUpgrade` days.
 *
 * @see Azure/AKS release 2026-10-25 (2026-12)
 */
export const forcedUpgradesFrom = '2027-06-01';

/**
 * Days of platform support after the end of support.
 *
 * @see Azure/AKS release 2026-10-25 (2026-12)
 */
export const graceDaysBeforeForcedUpgrade = 60;

/** `1.36` of `1.36`, `1.36.2` and `v1.36.2`; undefined for any other text. */
export function minorVersionOf(version: string): string | undefined {
  return /^v?(\d+\.\d+)(?:\.\d+(?:[-+].*)?)?$/.exec(version)?.[1];
}

/** Row of a version, with or without its patch version; undefined if the table has none. */
export function findAksVersion(version: string): AksVersion | undefined {
  const minor = minorVersionOf(version);
  return aksVersions.find((row) => row.minor === minor);
}

/** Whether one minor version is lower than another: `1.9` is lower than `1.10`. */
export function isOlderMinor(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
