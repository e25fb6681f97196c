import type { RepositoryChanges } from '../repository-changes';
import { listed, type Markup, m } from './markup';

/**
 * Reasons to doubt the whole report: files of an earlier synth, a wrong folder, a file that cannot
 * be read.
 */
export function doubtsOf(changes: RepositoryChanges): readonly Markup[] {
  const { environments, changedSources, empty, strangers } = changes;
  return [
    ...differingHalves(changes),
    ...changedSources.map(
      ({ sources, checkout }) =>
        m`**${listed(sources, 5)} in ${checkout} changed since synth wrote ${'cdktf.out/'}**, so the report may describe an older definition. Run ${'npm run synth'} there and compare again.`,
    ),
    ...unknownHalves(changes),
    ...empty.map(
      (checkout) =>
        m`**${checkout} has no environment in ${'dist/'} or ${'cdktf.out/'}**, so the report shows every environment as new or removed.`,
    ),
    ...(strangers === undefined
      ? []
      : [
          m`**The two checkouts have no environment in common**: the base has ${listed(strangers.before, 5)}, the change has ${listed(strangers.after, 5)}. Check that the base is the right checkout.`,
        ]),
    ...environments.flatMap(({ environment, unreadable }) => {
      const filesOf = (isTerraform: boolean) => [
        ...new Set(unreadable.filter((each) => each.isTerraform === isTerraform).map(whereOf)),
      ];
      const [manifests, stacks] = [filesOf(false), filesOf(true)];
      return [
        ...(stacks.length === 0
          ? []
          : [m`**Azure of ${environment} is not compared**, because ${listed(stacks, 5)} cannot be read.`]),
        ...(manifests.length === 0
          ? []
          : [m`**${listed(manifests, 5)} cannot be read**, so the report ignores it on both sides.`]),
      ];
    }),
  ];
}

/** `dist/production/app/a.yaml` in `../base`. */
export function whereOf({ file, checkout }: { readonly file: string; readonly checkout: string }): string {
  return checkout === '.' ? file : `${checkout.replace(/\/$/, '')}/${file}`;
}

function differingHalves({ environments }: RepositoryChanges): readonly Markup[] {
  return environments.flatMap(({ environment, halves }) =>
    halves.flatMap(({ checkout, agreement }) => {
      if (agreement.is !== 'different') return [];
      const { parts } = agreement;
      return [
        m`**${'cdktf.out/'} and ${`dist/${environment}/`} in ${checkout} come from different definitions**: ${listed(parts, 5)} ${[parts.length === 1 ? 'differs' : 'differ']}. One half is out of date, and the report is wrong about it. Run ${'npm run synth'} there, without options, and compare again.`,
      ];
    }),
  );
}

/** One sentence for each checkout. */
function unknownHalves({ environments }: RepositoryChanges): readonly Markup[] {
  const unknown = environments.flatMap(({ environment, halves }) =>
    halves
      .filter(({ agreement }) => agreement.is === 'unknown')
      .map(({ checkout }) => ({ checkout, folder: `dist/${environment}/` })),
  );
  return [...new Set(unknown.map(({ checkout }) => checkout))].map((checkout) => {
    const folders = unknown.filter((each) => each.checkout === checkout).map(({ folder }) => folder);
    return m`${checkout} has no record of the definition that ${'cdktf.out/'} or ${listed([...new Set(folders)], 5)} come from, so it is unknown whether they match.`;
  });
}
