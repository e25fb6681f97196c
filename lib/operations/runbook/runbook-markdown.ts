import { headingAnchor } from '../../facts/heading-anchor';
import { runbookTopics } from '../../facts/runbook-topics';
import { cpuAndGpuUse } from './chapters/cpu-and-gpu-use';
import { deleteManually } from './chapters/delete-manually';
import { disableAutomatedSync, syncWindowsSection } from './chapters/disable-automated-sync';
import { inspectArgoCd, syncNow } from './chapters/inspect-argo-cd';
import { inspectNodes } from './chapters/inspect-nodes';
import { inspectPods, readEvents, readLogs } from './chapters/inspect-pods';
import { namesChapter } from './chapters/names-chapter';
import { restartManually } from './chapters/restart-manually';
import { followRollouts, whyRestarted } from './chapters/restarts-and-rollouts';
import { rollBack } from './chapters/roll-back';
import { scaleManually } from './chapters/scale-manually';
import { signIn } from './chapters/sign-in';
import { runbookEntries } from './entries/all-entries';
import { code } from './markdown-blocks';
import type { Runbook } from './runbook';
import { dashboardLine } from './runbook-dashboards';
import { entrySection } from './runbook-entry';
import { runbookHeadings, see } from './runbook-headings';
import type { RunbookSection } from './runbook-section';

/**
 * RUNBOOK.md: names, daily commands, manual changes under Argo CD, and an entry for each symptom.
 */
export function runbookMarkdown(runbook: Runbook): string {
  const { environment, cluster, azure } = runbook.inventory;
  const chapters = chaptersOf(runbook);
  return `${[
    `# Runbook of ${cluster.name}`,
    `Environment ${code(environment)}, region ${code(azure.location)}. Synth generates this file and overwrites edits. [TOPOLOGY.md](TOPOLOGY.md) shows what runs where.`,
    `If something is broken now, go to ${see('symptoms')}.`,
    'You can paste every block as it is. Blocks set their own variables, in capitals. Check the values first, and replace them as needed.',
    contents(chapters),
    ...chapters.flatMap((chapter) => sectionBlocks(chapter, 2)),
  ].join('\n\n')}\n`;
}

function chaptersOf(runbook: Runbook): readonly RunbookSection[] {
  const general = generalChapters(runbook);
  const titles = new Set([
    ...general.flatMap(({ title, sections = [] }) => [title, ...sections.map((section) => section.title)]),
    ...runbook.topics.map((topic) => runbookTopics[topic]),
  ]);
  const entries = runbookEntries(runbook).map((entry) =>
    entrySection(entry, titles, dashboardLine(runbook, entry.topic)),
  );
  return [...general, { title: runbookHeadings.symptoms, blocks: [], sections: entries }];
}

function generalChapters(runbook: Runbook): readonly RunbookSection[] {
  return [
    namesChapter(runbook),
    {
      title: runbookHeadings.dailyCommands,
      blocks: [],
      sections: present([
        signIn(runbook),
        inspectNodes(runbook),
        inspectPods(runbook),
        readLogs(runbook),
        cpuAndGpuUse(runbook),
        whyRestarted(runbook),
        followRollouts(runbook),
        readEvents(runbook),
      ]),
    },
    {
      title: runbookHeadings.manualChanges,
      blocks: [
        'Everything in the cluster comes from Git. Argo CD reverts a manual change within seconds if Git contains the field. It ignores fields that Git does not contain.',
        otherCluster(runbook),
      ],
      sections: present([
        inspectArgoCd(runbook),
        syncNow(runbook),
        scaleManually(runbook),
        restartManually(runbook),
        rollBack(runbook),
        disableAutomatedSync(runbook),
        syncWindowsSection(runbook),
        deleteManually(runbook),
      ]),
    },
  ];
}

function otherCluster({ inventory: { gitOps, cluster } }: Runbook): string | undefined {
  const { destination, argoCd } = gitOps;
  if (destination === undefined) return undefined;
  const name = 'name' in destination ? destination.name : destination.server;
  return `Argo CD does not run in ${code(cluster.name)}. It runs in another cluster, which calls this one ${code(name)}. Run commands with \`--namespace ${argoCd.namespace}\` in that cluster: \`kubectl config use-context\` switches between the two.`;
}

function present(sections: readonly (RunbookSection | undefined)[]): readonly RunbookSection[] {
  return sections.filter((section) => section !== undefined);
}

function contents(chapters: readonly RunbookSection[]): string {
  const link = ({ title }: RunbookSection) => `[${title}](${headingAnchor(title)})`;
  return chapters
    .map((chapter) => {
      const sections = (chapter.sections ?? []).map((section) => `  - ${link(section)}`);
      return [`- ${link(chapter)}`, ...sections].join('\n');
    })
    .join('\n');
}

function sectionBlocks({ title, blocks, sections = [] }: RunbookSection, level: number): readonly string[] {
  return [
    `${'#'.repeat(level)} ${title}`,
    ...blocks.filter((block) => block !== undefined && block !== ''),
    ...sections.flatMap((section) => sectionBlocks(section, level + 1)),
  ] as readonly string[];
}
