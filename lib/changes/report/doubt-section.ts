import type { HalfDisagreement } from '../environment-changes';
import type { RepositoryChanges } from '../repository-changes';
import { joined, listed, type Markup, m } from './markup';

/**
 * Why what is compared may not be what it seems: files of an earlier synth, the wrong folder, a file that nobody can read. Everything else in
 * the report rests on it.
 */
export function doubtsOf(changes: RepositoryChanges): readonly Markup[] {
  const { environments, newerSources, empty, strangers } = changes;
  return [
    ...environments.flatMap(({ environment, disagreements }) =>
      [...new Set(disagreements.map(({ checkout }) => checkout))].map((checkout) =>
        halvesText(
          environment,
          checkout,
          disagreements.filter((each) => each.checkout === checkout),
        ),
      ),
    ),
    ...newerSources.map(
      ({ source, checkout }) =>
        m`**${source} in ${checkout} is newer than ${'cdktf.out/'} there**: Azure may be compared of an older definition. Run ${'npm run synth'} there, and compare again.`,
    ),
    ...empty.map(
      (checkout) =>
        m`**${checkout} has no environment in ${'dist/'} or ${'cdktf.out/'}**: everything is taken for new, or for gone.`,
    ),
    ...(strangers === undefined
      ? []
      : [
          m`**No environment is on both sides**: before there were ${listed(strangers.before, 5)}, now there are ${listed(strangers.after, 5)}. Is it the right base?`,
        ]),
    ...environments.flatMap(({ environment, unreadable }) => {
      const filesOf = (isTerraform: boolean) => [
        ...new Set(unreadable.filter((each) => each.isTerraform === isTerraform).map(whereOf)),
      ];
      const [manifests, stacks] = [filesOf(false), filesOf(true)];
      return [
        ...(stacks.length === 0
          ? []
          : [m`**Azure of ${environment} is not compared**: nobody can read ${listed(stacks, 5)}.`]),
        ...(manifests.length === 0
          ? []
          : [m`**Nobody can read ${listed(manifests, 5)}**: what is in it is compared on neither side.`]),
      ];
    }),
  ];
}

/** `dist/production/app/a.yaml` in `../base`. */
export function whereOf({ file, checkout }: { readonly file: string; readonly checkout: string }): string {
  return checkout === '.' ? file : `${checkout.replace(/\/$/, '')}/${file}`;
}

function halvesText(
  environment: string,
  checkout: string,
  disagreements: readonly HalfDisagreement[],
): Markup {
  const of = (text: string | undefined): Markup => (text === undefined ? ['no such pool'] : m`${text}`);
  const pools = disagreements
    .slice(0, 3)
    .map(
      ({ pool, runbook, terraform }) =>
        m`node pool ${pool} is ${of(terraform)} there, and ${of(runbook)} in ${'RUNBOOK.md'}`,
    );
  const more = disagreements.length - pools.length;
  return [
    ...m`**${'cdktf.out/'} and ${`dist/${environment}/`} in ${checkout} are of two definitions**: `,
    ...joined(pools, '; '),
    ...(more > 0 ? [`; and ${more} more`] : []),
    ...m`. One of them is old, and what is said of it is wrong: run ${'npm run synth'} there, in full, and compare again.`,
  ];
}
