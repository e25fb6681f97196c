import { headingAnchor } from '../../facts/heading-anchor';
import { runbookTopics } from '../../facts/runbook-topics';
import { deleteByHand } from './chapters/delete-by-hand';
import { lookAtArgoCd, syncNow } from './chapters/look-at-argo-cd';
import { lookAtNodes } from './chapters/look-at-nodes';
import { lookAtPods, readEvents, readLogs } from './chapters/look-at-pods';
import { lookAtUse } from './chapters/look-at-use';
import { namesChapter } from './chapters/names-chapter';
import { restartByHand } from './chapters/restart-by-hand';
import { followRollouts, whyRestarted } from './chapters/restarts-and-rollouts';
import { rollBack } from './chapters/roll-back';
import { scaleByHand } from './chapters/scale-by-hand';
import { signIn } from './chapters/sign-in';
import { stopArgoCd, syncWindowsSection } from './chapters/stop-argo-cd';
import { runbookEntries } from './entries/all-entries';
import { code } from './markdown-blocks';
import type { Runbook } from './runbook';
import { dashboardLine } from './runbook-dashboards';
import { entrySection } from './runbook-entry';
import type { RunbookSection } from './runbook-section';

/** The whole file: names, the commands of every day, what Argo CD changes about them, and an entry for each symptom. */
export function runbookMarkdown(runbook: Runbook): string {
  const { environment, cluster, azure } = runbook.platform;
  const chapters = chaptersOf(runbook);
  return `${[
    `# Runbook of ${cluster.name}`,
    `Environment ${code(environment)}, region ${code(azure.location)}. Synthesized: edits are lost. What runs where is drawn in [TOPOLOGY.md](TOPOLOGY.md).`,
    'Every block can be pasted as it is. What is in capitals is set in the block itself: look at it before you go on, and put another name there where you mean another one. Something is broken now: [Symptoms](#symptoms).',
    contents(chapters),
    ...chapters.flatMap((chapter) => sectionBlocks(chapter, 2)),
  ].join('\n\n')}\n`;
}

function chaptersOf(runbook: Runbook): readonly RunbookSection[] {
  const general = generalChapters(runbook);
  const titles = [
    ...general.flatMap(({ title, sections = [] }) => [title, ...sections.map((section) => section.title)]),
    ...runbook.topics.map((topic) => runbookTopics[topic]),
  ];
  const anchors = new Set(titles.map(headingAnchor));
  const entries = runbookEntries(runbook).map((entry) =>
    entrySection(entry, anchors, dashboardLine(runbook, entry.topic)),
  );
  return [...general, { title: 'Symptoms', blocks: [], sections: entries }];
}

function generalChapters(runbook: Runbook): readonly RunbookSection[] {
  return [
    namesChapter(runbook),
    {
      title: 'Every day',
      blocks: [],
      sections: present([
        signIn(runbook),
        lookAtNodes(runbook),
        lookAtPods(runbook),
        readLogs(runbook),
        lookAtUse(runbook),
        whyRestarted(runbook),
        followRollouts(runbook),
        readEvents(runbook),
      ]),
    },
    {
      title: 'What Argo CD changes',
      blocks: [
        'Everything in the cluster comes from Git. What is changed by hand is put back within seconds, if Git has the field; what Git does not have stays.',
        otherCluster(runbook),
      ],
      sections: present([
        lookAtArgoCd(runbook),
        syncNow(runbook),
        scaleByHand(runbook),
        restartByHand(runbook),
        rollBack(runbook),
        stopArgoCd(runbook),
        syncWindowsSection(runbook),
        deleteByHand(runbook),
      ]),
    },
  ];
}

function otherCluster({ platform: { gitOps, cluster } }: Runbook): string | undefined {
  const { destination, argoCd } = gitOps;
  if (destination === undefined) return undefined;
  const known = 'name' in destination ? destination.name : destination.server;
  return `Argo CD is not in ${code(cluster.name)}: it is in another cluster, and knows this one as ${code(known)}. Commands with \`--namespace ${argoCd.namespace}\` are for that cluster: \`kubectl config use-context\` changes between the two.`;
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
