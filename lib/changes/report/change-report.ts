import { deployCommand } from '../../platform/outputs/deploy-command';
import type { EnvironmentChanges } from '../environment-changes';
import type { RepositoryChanges } from '../repository-changes';
import { objectSections } from './application-section';
import { azureSection } from './azure-section';
import { counted, type Detail, details, everything, limited } from './detail';
import { doubtsOf } from './doubt-section';
import { findingSection } from './finding-section';
import { limitSection } from './limit-section';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';
import { modelSection } from './model-section';
import { orderSection } from './order-section';
import { restartSection } from './restart-section';
import { type Risk, riskKinds } from './risk';
import { risksOf } from './risks';

import { summaryTable } from './summary-table';

/** The first line of every report, by which a later one finds the comment of an earlier one. */
export const reportMarker = '<!-- aks-ai changes -->';

/**
 * The longest comment on GitHub: "Body is too long (maximum is 65536 characters)", its API's answer. Azure DevOps takes 150,000: "A discussion
 * comment cannot be longer than 150000 characters", its API's answer (runatlantis/atlantis, pull request 1585). Neither is documented (2026-11).
 */
export const longestComment = 65_536;

/** No report is longer when it is shortened as far as it goes. */
export const shortestReport = 1_000;

/**
 * A change report for a pull request in Markdown: what is dangerous first, then environment by environment.
 *
 * @param mostCharacters lists are shortened, and say by how much, until it fits; what is dangerous last.
 */
export function changeReport(changes: RepositoryChanges, mostCharacters: number = longestComment): string {
  if (mostCharacters === Number.POSITIVE_INFINITY) return reportOf(changes, everything, false);
  for (const [index, detail] of details.entries()) {
    const report = reportOf(changes, detail, index > 0);
    if (report.length <= mostCharacters) return report;
  }
  return shortestOf(changes, mostCharacters);
}

function reportOf(changes: RepositoryChanges, detail: Detail, isShortened: boolean): string {
  const changed = changes.environments.filter(({ is }) => is !== 'unchanged');
  const unchanged = changes.environments.filter(({ is }) => is === 'unchanged');
  const risks = changed.flatMap(risksOf);
  return `${[
    reportMarker,
    '## What this changes',
    '',
    ...doubtsOf(changes).flatMap((doubt) => [toMarkdown(doubt, detail), '']),
    ...(changed.length === 0 ? [nothingText(changes), ''] : summaryTable(changed, risks, detail)),
    ...(changed.length === 0 || unchanged.length === 0
      ? []
      : [
          toMarkdown(
            m`Unchanged: ${listed(
              unchanged.map(({ environment }) => environment),
              20,
            )}.`,
            detail,
          ),
          '',
        ]),
    ...missingText(changes, detail),
    ...(isShortened
      ? [
          'Shortened to fit: lists say how much they leave out. `npm run aks-ai -- changes <before> --max-characters 0` shows everything.',
          '',
        ]
      : []),
    ...riskSection(risks, detail),
    ...orderSection(changed, detail),
    ...changed.flatMap((each) => environmentSection(each, detail)),
    ...(changed.length === 0
      ? []
      : [
          '---',
          '',
          'From the files of both sides alone: what Azure and the cluster have besides, only `terraform plan` and Argo CD know.',
        ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function nothingText({ withoutTerraform, withoutStack }: RepositoryChanges): string {
  return withoutTerraform.length + withoutStack.length === 0
    ? 'Nothing that is deployed.'
    : 'Nothing in the manifests.';
}

/** What could not be compared, and what to do about it: silence would read as "no change". */
function missingText(
  { withoutTerraform, withoutStack }: RepositoryChanges,
  detail: Detail,
): readonly string[] {
  const sides = [
    ...withoutTerraform.map((name) => m`${name} has no ${'cdktf.out/'}`),
    ...withoutStack.map(
      ({ environment, checkout }) => m`${checkout} has no ${`cdktf.out/stacks/${environment}`}`,
    ),
  ];
  if (sides.length === 0) return [];
  const text = m`**Azure is not compared**: ${joined(sides, ', ')}. ${'npm run synth -- --azure-only'} there makes it.`;
  return [toMarkdown(text, detail), ''];
}

function riskSection(risks: readonly Risk[], detail: Detail): readonly string[] {
  const isOfSeveral = new Set(risks.map(({ environment }) => environment)).size > 1;
  const kinds = Object.keys(riskKinds);
  const rows = [...risks]
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map(({ kind, environment, what, why, outcome }): readonly Markup[] => [
      [`**${riskKinds[kind]}**`],
      ...(isOfSeveral ? [m`${environment}`] : []),
      what,
      why,
      outcome,
    ]);
  const header = ['', ...(isOfSeveral ? ['Environment'] : []), 'What', 'Why', 'Then'];
  if (rows.length === 0) return [];
  return ['### Look at these first', '', ...table(header, limited(rows, detail.risks, 'dangers'), detail)];
}

function environmentSection(changes: EnvironmentChanges, detail: Detail): readonly string[] {
  const { environment, is, applications } = changes;
  // What there is to say of it, the first table says.
  if (is === 'removed') return [];
  const parts = [
    ...azureSection(changes, detail),
    ...restartSection(changes, detail),
    ...modelSection(changes, detail),
    ...(changes.hasManifests ? [] : [...noManifestsText(changes, detail), '']),
    ...limitSection(changes, detail),
    ...objectSections(applications, detail),
    ...findingSection(changes.findings, detail),
  ];
  const title = `### ${toMarkdown(m`${environment}`, detail)}${is === 'added' ? ', new' : ''}`;
  return parts.length === 0 ? [] : [title, '', ...parts];
}

/** Of a new environment, whose manifests name what only a deployment tells. */
function noManifestsText({ environment, stacks }: EnvironmentChanges, detail: Detail): readonly string[] {
  const folder = `dist/${environment}/`;
  return [
    toMarkdown(
      m`${folder} is not there yet: ${deployCommand({ environment, stacks })} first, then ${'npm run synth'} makes it of the outputs, for a pull request of its own.`,
      { characters: Math.max(detail.characters, 150) },
    ),
  ];
}

/** Counts alone: hundreds of environments, or no room at all. */
function shortestOf(changes: RepositoryChanges, mostCharacters: number): string {
  const { environments } = changes;
  const risks = environments.flatMap(risksOf);
  const kinds = Object.entries(riskKinds).flatMap(([kind, word]) => {
    const count = risks.filter((risk) => risk.kind === kind).length;
    return count === 0 ? [] : [`${count} × ${word}`];
  });
  const changed = environments.filter(({ is }) => is !== 'unchanged').length;
  return [
    reportMarker,
    '## What this changes',
    '',
    `${counted(changed, 'environment')}: too much for ${mostCharacters} characters.`,
    ...(kinds.length === 0 ? [] : ['', `**${kinds.join(', ')}**`]),
    ...(doubtsOf(changes).length === 0
      ? []
      : ['', '**It may be of the wrong files: see the whole report.**']),
    '',
    '`npm run aks-ai -- changes <before> --max-characters 0` shows everything.',
    '',
  ].join('\n');
}
