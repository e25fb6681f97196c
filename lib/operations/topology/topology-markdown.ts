import { queueParts, trafficParts } from './flow-diagrams';
import { applicationParts, identityParts } from './identity-diagram';
import { type FlowchartPart, flowcharts } from './mermaid-flowchart';
import { notDrawnText } from './not-drawn-text';
import { poolParts } from './pool-diagram';
import { rolesElsewhere } from './roles-elsewhere';
import type { TopologyModel } from './topology-model';

interface Chapter {
  readonly title: string;
  readonly caption: string;
  /** What the chapter omits. */
  note?(model: TopologyModel): string;
  parts(model: TopologyModel): readonly FlowchartPart[];
}

const chapters: readonly Chapter[] = [
  {
    title: 'Node pools and workloads',
    caption:
      'Each workload in its preferred pool, with its minimum and maximum replicas and the GPUs of each replica. Each pool with its VM size, the GPUs per node, and its minimum and maximum nodes.',
    note: notDrawnText,
    parts: poolParts,
  },
  {
    title: 'Traffic',
    caption:
      'From the ingress, by host and path, to the workload that responds. From the model gateway, by model name, to the server of the model.',
    parts: trafficParts,
  },
  {
    title: 'Queues, triggers and workers',
    caption:
      'Workloads that may send to each queue or subscription, and workloads that it scales. Other triggers follow below.',
    parts: queueParts,
  },
  {
    title: 'Identities and roles',
    caption: `Targets with their roles, and each role with the identities that the definition assigns it to. ${rolesElsewhere} The picture above shows the users of each identity.`,
    parts: identityParts,
  },
  {
    title: 'Argo CD applications',
    caption: 'Each Application in its namespace, with its folder or chart and its sync wave.',
    parts: applicationParts,
  },
];

/**
 * TOPOLOGY.md: the content of the picture as Mermaid diagrams, one per topic, split where one would
 * be too large.
 */
export function topologyMarkdown(model: TopologyModel): string {
  const sections = chapters.flatMap(({ title, caption, note, parts }) => {
    const charts = flowcharts({ title: `${title} of ${model.cluster}`, parts: parts(model) });
    if (charts.length === 0) return [];
    const words = [caption, note?.(model) ?? ''].filter((each) => each !== '').join(' ');
    return [`## ${title}`, words, ...charts.map((chart) => `\`\`\`mermaid\n${chart}\n\`\`\``)];
  });
  return `${[
    `# Topology of ${model.cluster}`,
    `Environment \`${model.environment}\`, region \`${model.location}\`. Synth generates this file and overwrites edits.`,
    '![Topology](topology.svg)',
    ...sections,
  ].join('\n\n')}\n`;
}
