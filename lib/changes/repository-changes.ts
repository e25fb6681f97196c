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

/** The differences between two checkouts of a repository. */
export interface RepositoryChanges {
  readonly environments: readonly EnvironmentChanges[];
  /** Names of checkouts without Terraform. The report then does not compare Azure. */
  readonly withoutTerraform: readonly string[];
  /** Environments with manifests and no stack in a checkout. */
  readonly withoutStack: readonly { readonly environment: string; readonly checkout: string }[];
  /** Source files of the definition that changed since synth, by the checkout's name. */
  readonly changedSources: readonly { readonly sources: readonly string[]; readonly checkout: string }[];
  /** Names of checkouts that have no environment. */
  readonly empty: readonly string[];
  /** Environments of each side, if both sides have some and none in common. */
  readonly strangers: { readonly before: readonly string[]; readonly after: readonly string[] } | undefined;
}

/**
 * Compares two checkouts of a repository, environment by environment.
 *
 * @param selected compares only these environments. @default all
 */
export function repositoryChanges(
  before: Checkout,
  after: Checkout,
  selected: readonly string[] = [],
  check: ChangeCheck = {},
): RepositoryChanges {
  const names = environmentNames([before, after]);
  const chosen = selected.length === 0 ? names : names.filter((name) => selected.includes(name));
  const sideOf = (checkout: Checkout, environment: string): EnvironmentSide => {
    const files = environmentFiles(environment, checkout, names);
    const hasManifests = files.manifests.length > 0;
    const isAbandoned =
      hasManifests && files.stacks.length === 0 && isSynthesized(environment, checkout, names) === false;
    return {
      ...files,
      checkout: checkout.name,
      isAbandoned,
      hasTerraform: (hasTerraform(checkout) && (!hasManifests || files.stacks.length > 0)) || isAbandoned,
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
    // A checkout with an abandoned environment has a list of stacks, so its Terraform is known.
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
