import type { ProblemList } from '../problems/problem-list';
import { type Override, override } from './override';
import type { PlatformDefinition } from './platform-definition';

/** What every environment has in common. */
export type BaseDefinition = Omit<PlatformDefinition, 'environment'>;

/** What one environment, or one cluster of it, has for itself. */
export type EnvironmentOverride = Override<BaseDefinition>;

/**
 * One environment. With `clusters` it is several deployments, one a cluster, in one region or in many: `production-japaneast` has a
 * stack, a folder and an outputs file of its own; what is beside `clusters` holds for each of them.
 */
export type EnvironmentDefinition = EnvironmentOverride & {
  readonly clusters?: Readonly<Record<string, EnvironmentOverride>>;
};

/** Environments by name: `development`, `staging`, `production`. */
export type EnvironmentDefinitions = Readonly<Record<string, EnvironmentDefinition>>;

/** One deployment: a cluster with everything that belongs to it. */
export interface DeploymentDefinition {
  /** As its stack and its folder are called: the environment, and the cluster where there are several. */
  readonly name: string;
  readonly definition: PlatformDefinition;
}

/**
 * The definition of every deployment, in the order in which they were given.
 *
 * @param problems gets what an override names and the base does not have.
 */
export function deploymentDefinitions(
  base: BaseDefinition,
  environments: EnvironmentDefinitions,
  problems: ProblemList,
): readonly DeploymentDefinition[] {
  const deployments = entriesOf(environments, '', problems).flatMap(
    ([environment, { clusters, ...common }]) => {
      const at = problems.at(environment);
      const shared = override(base, common as EnvironmentOverride, at);
      if (clusters === undefined) return [{ name: environment, definition: { ...shared, environment } }];
      const entries = entriesOf(clusters, 'clusters', at);
      if (isPlainObject(clusters) && Object.keys(clusters).length === 0) {
        at.add('clusters', 'it has no cluster', 'Name one, or leave `clusters` out.');
      }
      return entries.map(([cluster, changes]) => {
        const name = `${environment}-${cluster}`;
        const definition = override(shared, changes, at.at('clusters').at(cluster));
        // The workloads of an environment have one namespace, whichever cluster they run on.
        return { name, definition: { namespace: environment, ...definition, environment: name } };
      });
    },
  );
  if (deployments.length === 0 && problems.isEmpty) {
    problems.add('', 'there is no environment', 'Name one: { production: {} }.');
  }
  const names = deployments.map(({ name }) => name);
  for (const name of names.filter((each, index) => names.indexOf(each) !== index)) {
    problems.add(name, 'two environments would have this name', 'Give one of them another name.');
  }
  return deployments;
}

/**
 * Types are not checked when a program runs, and `null` takes away everything but these.
 *
 * @returns the entries that are objects.
 */
function entriesOf<T extends object>(
  entries: Readonly<Record<string, T>>,
  segment: string,
  problems: ProblemList,
): readonly (readonly [string, T])[] {
  if (!isPlainObject(entries)) {
    const fix =
      segment === '' ? 'Give an object: { production: {} }.' : 'Give an object with a name for each.';
    problems.add(
      segment,
      `${textOf(entries)} is no object of ${segment === '' ? 'environments' : segment}`,
      fix,
    );
    return [];
  }
  const at = segment === '' ? problems : problems.at(segment);
  return Object.entries(entries).filter(([name, value]) => {
    if (isPlainObject(value)) return true;
    at.add(
      name,
      `${textOf(value)} is not what an environment changes`,
      'Delete the entry, or give {}: the base as it is.',
    );
    return false;
  });
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
