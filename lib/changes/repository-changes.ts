import {
  type ChangeCheck,
  type EnvironmentChanges,
  type EnvironmentSide,
  environmentChanges,
} from './environment-changes';
import { type Checkout, environmentFiles, environmentNames, hasTerraform } from './environment-files';

/** What is different between two checkouts of a repository. */
export interface RepositoryChanges {
  readonly environments: readonly EnvironmentChanges[];
  /** Checkouts that have no Terraform, so that Azure is not compared. */
  readonly withoutTerraform: readonly string[];
  /** Environments of which a checkout has manifests and no stack, by the checkout's name. */
  readonly withoutStack: readonly { readonly environment: string; readonly checkout: string }[];
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
    return { ...files, hasTerraform: hasTerraform(checkout) && (!isThere || files.stacks.length > 0) };
  };
  return {
    environments: chosen.map((environment) =>
      environmentChanges(environment, sideOf(before, environment), sideOf(after, environment), check),
    ),
    withoutTerraform: [before, after].filter((each) => !hasTerraform(each)).map(({ name }) => name),
    withoutStack: [before, after]
      .filter(hasTerraform)
      .flatMap((checkout) =>
        chosen
          .filter((environment) => !sideOf(checkout, environment).hasTerraform)
          .map((environment) => ({ environment, checkout: checkout.name })),
      ),
  };
}
