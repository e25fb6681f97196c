import { aksVersions, findAksVersion, isOlderMinor } from '../../facts/aks-versions';
import { kedaFields, kedaParameters, kedaScalers } from '../../facts/keda-features';
import { fieldPath, isJsonObject } from '../../values/json';

/** The KEDA of a cluster. */
export interface KedaVersion {
  /** Minor version: `2.19`. */
  readonly minor: string;
  /**
   * Whether it is only the lowest version that the cluster can have. A later feature may or may not
   * exist then.
   */
  readonly isMinimum: boolean;
  /** Where the version comes from: `the add-on of Kubernetes 1.36`. */
  readonly from: string;
}

/** A field, a scaler or a parameter that a version of KEDA does not have. */
export interface KedaFeature {
  /** Path in the object; in a trigger `type` or `metadata.<name>`. */
  readonly path: string;
  /** `field` is dropped by Kubernetes, `scaler` is an error of KEDA, `parameter` is ignored. */
  readonly kind: 'field' | 'scaler' | 'parameter';
  readonly name: string;
  /** Minor version that added it. */
  readonly since: string;
}

/**
 * The KEDA add-on of a Kubernetes version; undefined if the table has no row for it. A version
 * whose KEDA is unknown has at least that of the version before.
 */
export function kedaAddOnOf(kubernetesVersion: string): KedaVersion | undefined {
  const row = findAksVersion(kubernetesVersion);
  if (row === undefined) return undefined;
  const upTo = aksVersions.slice(0, aksVersions.indexOf(row) + 1);
  const known = upTo.filter(({ keda }) => keda !== undefined).at(-1)!;
  return {
    minor: known.keda!,
    isMinimum: row.keda === undefined,
    from: `the add-on of Kubernetes ${row.minor}`,
  };
}

/** Whether KEDA lacks a feature of this minor version. */
export function lacks({ minor }: KedaVersion, { since }: KedaFeature): boolean {
  return isOlderMinor(minor, since);
}

/** The scaler and the parameters of a trigger that not every version of KEDA has. */
export function featuresOfTrigger(
  type: string,
  metadata: Readonly<Record<string, unknown>>,
): readonly KedaFeature[] {
  const scaler = own(kedaScalers, type);
  const parameters = own(kedaParameters, type) ?? {};
  return [
    ...(scaler === undefined ? [] : [{ path: 'type', kind: 'scaler', name: type, since: scaler } as const]),
    ...Object.keys(metadata).flatMap((name) => {
      const since = own(parameters, name);
      return since === undefined
        ? []
        : [{ path: fieldPath('metadata', name), kind: 'parameter', name, since } as const];
    }),
  ];
}

/** The fields of an object of KEDA that not every version has. */
export function featuresOfObject(object: { readonly kind: string }): readonly KedaFeature[] {
  return Object.entries(own(kedaFields, object.kind) ?? {}).flatMap(([field, since]) =>
    placesOf(object, field.split('.'), '').map(
      (path) => ({ path, kind: 'field', name: field.split('.').at(-1)!, since }) as const,
    ),
  );
}

/** Paths of a field with the indexes of the lists on the way. */
function placesOf(value: unknown, [key, ...rest]: readonly string[], at: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => placesOf(each, [key!, ...rest], `${at}[${index}]`));
  }
  if (!isJsonObject(value) || key === undefined || value[key] === undefined) return [];
  const path = fieldPath(at, key);
  return rest.length === 0 ? [path] : placesOf(value[key], rest, path);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
