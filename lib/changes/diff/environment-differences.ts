import type { DeploymentPicture } from '../../check/deployment-picture';
import { nodePoolsOf } from '../../check/views/node-pools';
import type { ResourceName } from '../azure/azure-change';
import { azureChanges } from '../azure/azure-changes';
import { isEqual } from '../compare/equality';
import type { FieldChange } from '../compare/field-change';
import { objectChanges } from '../kubernetes/object-changes';
import { type ObjectName, objectText } from '../kubernetes/object-name';
import { type Limits, poolLimits, workloadLimits } from '../limit-changes';
import { type EnvironmentView, renamedView, stackFile } from './environment-view';
import type { NamePair } from './name-pair';
import { pairedNames } from './paired-names';
import { type Renaming, renaming, textsIn } from './renaming';

/** A field that differs between two environments, with the names of each environment. */
export interface Difference {
  readonly path: string;
  readonly first: unknown;
  readonly second: unknown;
}

/** An object or resource of both environments with its differences. */
export interface Different {
  readonly name: string;
  readonly kind: string;
  readonly differences: readonly Difference[];
}

/** Objects that only one environment has. */
export interface OnlyIn {
  readonly applications: readonly string[];
  /** Objects in applications of both environments: `Deployment agent`. */
  readonly objects: readonly string[];
  readonly resources: readonly string[];
}

/** Limits in both environments; undefined where an environment has none. */
export interface LimitPair {
  readonly name: string;
  readonly first: Amount | undefined;
  readonly second: Amount | undefined;
}

export interface Amount extends Limits {
  /** VM size. */
  readonly size?: string | undefined;
}

export interface EnvironmentDifferences {
  readonly names: readonly NamePair[];
  readonly pools: readonly LimitPair[];
  readonly workloads: readonly LimitPair[];
  readonly onlyInFirst: OnlyIn;
  readonly onlyInSecond: OnlyIn;
  /** By application. */
  readonly objects: ReadonlyMap<string, readonly Different[]>;
  /** Undefined if an environment has no Terraform. */
  readonly resources: readonly Different[] | undefined;
}

/** Compares two environments. A difference that only follows from their names does not count. */
export function environmentDifferences(
  first: EnvironmentView,
  second: EnvironmentView,
): EnvironmentDifferences {
  const names = pairedNames(first, second);
  const [textsA, textsB] = [textsOf(first), textsOf(second)];
  const isKept = (text: string) => textsA.has(text) && textsB.has(text);
  const sides: Sides = {
    first: renaming(names, 'first', textsA, isKept),
    second: renaming(names, 'second', textsB, isKept),
  };
  const [a, b] = [renamedView(first, sides.first.rename), renamedView(second, sides.second.rename)];
  const applications = objectChanges(a.picture.objects, b.picture.objects);
  const azure = a.stacks.length > 0 && b.stacks.length > 0 ? stackChanges(a, b) : undefined;
  const nameOf = (object: ObjectName, side: Renaming) =>
    side.show(objectText({ ...object, namespace: undefined }));
  const changedApplications = applications.filter(({ is }) => is === 'changed');
  const resourceOf = (side: Renaming) => (resource: ResourceName) => side.show(resource.address);
  return {
    names,
    pools: pairsOf(poolAmounts(first.picture), poolAmounts(second.picture)),
    workloads: pairsOf(workloadLimits(a.picture), workloadLimits(b.picture)).map((pair) => ({
      ...pair,
      name: sides.second.show(pair.name),
    })),
    onlyInFirst: {
      applications: applications
        .filter(({ is }) => is === 'removed')
        .map(({ application }) => sides.first.show(application)),
      objects: changedApplications.flatMap(({ removed }) => removed.map((each) => nameOf(each, sides.first))),
      resources: (azure?.removed ?? []).map(resourceOf(sides.first)),
    },
    onlyInSecond: {
      applications: applications
        .filter(({ is }) => is === 'added')
        .map(({ application }) => sides.second.show(application)),
      objects: changedApplications.flatMap(({ added }) => added.map((each) => nameOf(each, sides.second))),
      resources: (azure?.added ?? []).map(resourceOf(sides.second)),
    },
    objects: new Map(
      changedApplications
        .map(
          ({ application, changed }) =>
            [
              sides.second.show(application),
              changed
                .map((object) => ({
                  name: nameOf(object, sides.second),
                  kind: object.kind,
                  differences: differencesOf(object.changes, sides),
                }))
                .filter(({ differences }) => differences.length > 0),
            ] as const,
        )
        .filter(([, objects]) => objects.length > 0),
    ),
    resources: azure?.changed
      .map(({ address, type, changes }) => ({
        name: sides.second.show(address),
        kind: type,
        differences: differencesOf(changes, sides),
      }))
      .filter(({ differences }) => differences.length > 0),
  };
}

interface Sides {
  readonly first: Renaming;
  readonly second: Renaming;
}

function textsOf({ picture, stacks }: EnvironmentView): ReadonlySet<string> {
  return textsIn([
    picture.objects.map(({ object }) => object),
    stacks.map(({ configuration }) => configuration),
  ]);
}

function stackChanges(a: EnvironmentView, b: EnvironmentView) {
  const parts = [...new Set([...a.stacks, ...b.stacks].map(({ part }) => part))].sort();
  const sideOf = ({ stacks, picture }: EnvironmentView, part: string) => {
    const files = stacks.filter((stack) => stack.part === part).map(stackFile);
    const paths = files.map(({ path }) => path);
    return { files, resources: picture.resources.filter(({ file }) => paths.includes(file)) };
  };
  const changes = parts.map((part) => azureChanges(sideOf(a, part), sideOf(b, part)));
  const changed = changes.flatMap((each) => [
    ...each.changed,
    // Between two environments it does not matter whether a field changes in place.
    ...each.replaced.map((resource) => ({
      ...resource,
      changes: [...resource.because.map(({ change }) => change), ...resource.changes],
    })),
    {
      address: 'settings',
      type: '',
      changes: each.settings.changes.filter(({ path }) => !path.startsWith('output')),
    },
  ]);
  return {
    added: changes.flatMap(({ added }) => added),
    removed: changes.flatMap(({ removed }) => removed),
    changed: [...changed].sort((x, y) => (x.address < y.address ? -1 : 1)),
  };
}

/** Differences with the names of each environment. Equal values differed only by a paired name. */
function differencesOf(changes: readonly FieldChange[], sides: Sides): readonly Difference[] {
  return changes
    .filter(({ only }) => only === undefined)
    .map(({ path, before, after }) => ({
      path: sides.second.show(path),
      first: sides.first.show(before),
      second: sides.second.show(after),
    }))
    .filter(({ first, second }) => !isEqual(first, second) && ![first, second].every(isDigest));
}

/** Whether a value is a checksum, which only repeats another difference. */
function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function poolAmounts(picture: DeploymentPicture): ReadonlyMap<string, Amount> {
  const sizes = new Map(nodePoolsOf(picture).map(({ name, vmSizeName }) => [name, vmSizeName]));
  return new Map(
    [...poolLimits(picture)].map(([name, limits]) => [name, { ...limits, size: sizes.get(name) }]),
  );
}

function pairsOf(
  first: ReadonlyMap<string, Amount>,
  second: ReadonlyMap<string, Amount>,
): readonly LimitPair[] {
  const names = [...new Set([...first.keys(), ...second.keys()])].sort();
  return names.map((name) => ({ name, first: first.get(name), second: second.get(name) }));
}
