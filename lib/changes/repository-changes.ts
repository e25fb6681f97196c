import {
  type ChangeCheck,
  type EnvironmentChanges,
  type EnvironmentSide,
  environmentChanges,
} from './environment-changes';
import {
  type Checkout,
  environmentFiles,
  environmentNames,
  hasTerraform,
  isSynthesized,
} from './environment-files';

/** What is different between two checkouts of a repository. */
export interface RepositoryChanges {
  readonly environments: readonly EnvironmentChanges[];
  /** Checkouts that have no Terraform, so that Azure is not compared. */
  readonly withoutTerraform: readonly string[];
  /** Environments of which a checkout has manifests and no stack, by the checkout's name. */
  readonly withoutStack: readonly { readonly environment: string; readonly checkout: string }[];
  /** Source files of the definition that changed since synth, by the checkout's name. */
  readonly changedSources: readonly { readonly sources: readonly string[]; readonly checkout: string }[];
  /** Checkouts that have neither half of any environment. */
  readonly empty: readonly string[];
  /** Names on each side, where both have some and none of them alike; undefined otherwise. */
  readonly strangers: { readonly before: readonly string[]; readonly after: readonly string[] } | undefined;
}

/**
 * Compares two checkouts of a repository, environment by environment.
 *
 * @param wanted only these environments. Default: all.
 */
export function repositoryChanges(
  before: Checkout,
  after: Checkout,
  wanted: readonly string[] = [],
  check: ChangeCheck = {},
): RepositoryChanges {
  const names = environmentNames([before, after]);
  const chosen = wanted.length === 0 ? names : names.filter((name) => wanted.includes(name));
  const sideOf = (checkout: Checkout, environment: string): EnvironmentSide => {
    const files = environmentFiles(environment, checkout, names);
    const isThere = files.manifests.length > 0;
    const isAbandoned =
      isThere && files.stacks.length === 0 && isSynthesized(environment, checkout, names) === false;
    return {
      ...files,
      checkout: checkout.name,
      isAbandoned,
      hasTerraform: (hasTerraform(checkout) && (!isThere || files.stacks.length > 0)) || isAbandoned,
    };
  };
  const [old, now] = [environmentNames([before]), environmentNames([after])];
  const isStrange = old.length > 0 && now.length > 0 && !old.some((name) => now.includes(name));
  return {
    environments: chosen.map((environment) =>
      environmentChanges(environment, sideOf(before, environment), sideOf(after, environment), check),
    ),
    changedSources: [before, after].flatMap(({ changedSources = [], name }) =>
      changedSources.length === 0 ? [] : [{ sources: changedSources, checkout: name }],
    ),
    empty: [before, after].filter((each) => environmentNames([each]).length === 0).map(({ name }) => name),
    strangers: isStrange ? { before: old, after: now } : undefined,
    // One whose list of stacks is empty has its Terraform: none.
    withoutTerraform: [before, after]
      .filter((each) => !hasTerraform(each) && !chosen.some((name) => sideOf(each, name).isAbandoned))
      .map(({ name }) => name),
    withoutStack: [before, after]
      .filter(hasTerraform)
      .flatMap((checkout) =>
        chosen
          .filter((environment) => !sideOf(checkout, environment).hasTerraform)
          .map((environment) => ({ environment, checkout: checkout.name })),
      ),
  };
}
