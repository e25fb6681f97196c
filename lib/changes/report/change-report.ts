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

/** The first line of every report. A workflow finds the comment of an earlier report by it. */
export const reportMarker = '<!-- aks-ai changes -->';

/**
 * Maximum characters of a comment on GitHub, by the answer of its API: "Body is too long (maximum
 * is 65536 characters)". Azure DevOps allows 150,000: "A discussion comment cannot be longer than
 * 150000 characters" (runatlantis/atlantis, pull request 1585). Neither limit is documented
 * (2026-11).
 */
export const longestComment = 65_536;

/** Maximum characters of the shortest report. */
export const shortestReport = 1_000;

/**
 * The change report of a pull request in Markdown: risks first, then environment by environment.
 *
 * @param maxCharacters truncates lists until the report fits; each list states how much it omits,
 * and risks are truncated last.
 */
export function changeReport(changes: RepositoryChanges, maxCharacters: number = longestComment): string {
  if (maxCharacters === Number.POSITIVE_INFINITY) return reportOf(changes, everything, false);
  for (const [index, detail] of details.entries()) {
    const report = reportOf(changes, detail, index > 0);
    if (report.length <= maxCharacters) return report;
  }
  return shortestOf(changes, maxCharacters);
}

function reportOf(changes: RepositoryChanges, detail: Detail, isShortened: boolean): string {
  const changed = changes.environments.filter(({ is }) => is !== 'unchanged');
  const unchanged = changes.environments.filter(({ is }) => is === 'unchanged');
  const risks = changed.flatMap(risksOf);
  return `${[
    reportMarker,
    '## Changes',
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
          'The report is truncated, and each list states how much it omits. `npm run aks-ai -- changes <before> --max-characters 0` prints everything.',
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
          'This report compares files. Only `terraform plan` and Argo CD compare with the state of Azure and the cluster.',
        ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function nothingText({ withoutTerraform, withoutStack }: RepositoryChanges): string {
  return withoutTerraform.length + withoutStack.length === 0
    ? 'No deployed resource changes.'
    : 'No manifest changes.';
}

/** What is not compared and how to compare it, because silence would read as "no change". */
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
  const text = m`**Azure is not compared**: ${joined(sides, ', ')}. Run ${'npm run synth -- --azure-only'} there.`;
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
  const header = ['Risk', ...(isOfSeveral ? ['Environment'] : []), 'What', 'Why', 'Consequence'];
  if (rows.length === 0) return [];
  return ['### Risks', '', ...table(header, limited(rows, detail.risks, 'risks'), detail)];
}

function environmentSection(changes: EnvironmentChanges, detail: Detail): readonly string[] {
  const { environment, is, applications } = changes;
  // The first table and the risks contain all of it.
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

/** How to get the manifests of a new environment, which need outputs of its deployment. */
function noManifestsText({ environment, stacks }: EnvironmentChanges, detail: Detail): readonly string[] {
  const folder = `dist/${environment}/`;
  return [
    toMarkdown(
      m`${folder} does not exist yet. Run ${deployCommand({ environment, stacks })}, then ${'npm run synth'}, and open another pull request with the manifests.`,
      { characters: Math.max(detail.characters, 150) },
    ),
  ];
}

/** Only counts, for hundreds of environments or a very small limit. */
function shortestOf(changes: RepositoryChanges, maxCharacters: number): string {
  const { environments } = changes;
  const risks = environments.flatMap(risksOf);
  const kinds = Object.entries(riskKinds).flatMap(([kind, word]) => {
    const count = risks.filter((risk) => risk.kind === kind).length;
    return count === 0 ? [] : [`${count} × ${word}`];
  });
  const changed = environments.filter(({ is }) => is !== 'unchanged').length;
  return [
    reportMarker,
    '## Changes',
    '',
    `${counted(changed, 'environment')} changed. The report does not fit into ${maxCharacters} characters.`,
    ...(kinds.length === 0 ? [] : ['', `**${kinds.join(', ')}**`]),
    ...(doubtsOf(changes).length === 0
      ? []
      : ['', '**The report may compare the wrong files: see the full report.**']),
    '',
    '`npm run aks-ai -- changes <before> --max-characters 0` prints everything.',
    '',
  ].join('\n');
}
