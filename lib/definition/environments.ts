import type { ProblemList } from '../problems/problem-list';
import { type Override, override } from './override';
import type { PlatformDefinition } from './platform-definition';

/** The definition that all environments share. */
export type BaseDefinition = Omit<PlatformDefinition, 'environment'>;

/** Changes to the base for one environment, or for one cluster of an environment. */
export type EnvironmentOverride = Override<BaseDefinition>;

/**
 * Changes to the base for one environment.
 *
 * With `clusters` the environment has one deployment for each cluster, in one region or in several.
 * Each has a Terraform stack, a folder and an outputs file of its own, such as
 * `production-japaneast`. Changes next to `clusters` apply to all of them.
 */
export type EnvironmentDefinition = EnvironmentOverride & {
  /**
   * Changes for each cluster of the environment, by the name of the cluster: `{ japaneast: { azure:
   * { location: 'japaneast' } } }`.
   * @default none: the environment has one cluster
   */
  readonly clusters?: Readonly<Record<string, EnvironmentOverride>>;
};

/** Environments by name: `development`, `staging`, `production`. */
export type EnvironmentDefinitions = Readonly<Record<string, EnvironmentDefinition>>;

/** One deployment: a cluster and everything that belongs to it. */
export interface DeploymentDefinition {
  /**
   * Name of its stack and folder: the environment, or `<environment>-<cluster>` if the environment
   * has several clusters.
   */
  readonly name: string;
  /** The base with all changes applied. */
  readonly definition: PlatformDefinition;
}

/**
 * Returns the definition of every deployment, in the order of the environments.
 *
 * @param problems gets a problem for each change that the base has no place for.
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
        at.add('clusters', 'has no cluster', 'Add a cluster, or remove `clusters`.');
      }
      return entries.map(([cluster, changes]) => {
        const name = `${environment}-${cluster}`;
        const definition = override(shared, changes, at.at('clusters').at(cluster));
        // The namespace is the same in all clusters of an environment, so that manifests and names
        // do not depend on the cluster.
        return { name, definition: { namespace: environment, ...definition, environment: name } };
      });
    },
  );
  if (deployments.length === 0 && problems.isEmpty) {
    problems.add('', 'there is no environment', 'Add one: { production: {} }.');
  }
  const names = deployments.map(({ name }) => name);
  for (const name of names.filter((each, index) => names.indexOf(each) !== index)) {
    problems.add(name, 'two deployments have this name', 'Rename an environment or a cluster.');
  }
  return deployments;
}

/**
 * Returns the entries that are objects, and adds a problem for each other entry: the command lines
 * run without a type check, and `null` has no meaning here.
 */
function entriesOf<T extends object>(
  entries: Readonly<Record<string, T>>,
  segment: string,
  problems: ProblemList,
): readonly (readonly [string, T])[] {
  if (!isPlainObject(entries)) {
    const example = segment === '' ? '{ production: {} }' : '{ japaneast: {} }';
    problems.add(
      segment,
      `${textOf(entries)} is not an object`,
      `Use an object with names as keys: ${example}.`,
    );
    return [];
  }
  const at = segment === '' ? problems : problems.at(segment);
  return Object.entries(entries).filter(([name, value]) => {
    if (isPlainObject(value)) return true;
    at.add(
      name,
      `${textOf(value)} is not an object`,
      'Use {} for the base without changes, or delete the entry.',
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
