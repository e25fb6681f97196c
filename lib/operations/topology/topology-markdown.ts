import { queueParts, trafficParts } from './flow-diagrams';
import { applicationParts, identityParts } from './identity-diagram';
import { type FlowchartPart, flowcharts } from './mermaid-flowchart';
import { notDrawnText } from './not-drawn-text';
import { poolParts } from './pool-diagram';
import { rolesElsewhere } from './role-target-text';
import type { TopologyModel } from './topology-model';

interface Chapter {
  readonly title: string;
  readonly caption: string;
  /** What the chapter leaves out of a model. */
  note?(model: TopologyModel): string;
  parts(model: TopologyModel): readonly FlowchartPart[];
}

const chapters: readonly Chapter[] = [
  {
    title: 'Node pools and workloads',
    caption:
      'Each workload in the pool that it prefers, with its replicas from least to most and the GPUs of each. Of a pool: size, GPUs of a node, nodes from least to most.',
    note: notDrawnText,
    parts: poolParts,
  },
  {
    title: 'Traffic',
    caption:
      'From the gateway that takes requests in, by host and path, to the workload that answers; from the gateway of models, with the names that callers ask for, to what serves them.',
    parts: trafficParts,
  },
  {
    title: 'Queues, triggers and workers',
    caption:
      'Who may send to a queue or subscription, and what it scales. Below them the triggers that count something else.',
    parts: queueParts,
  },
  {
    title: 'Identities and roles',
    caption: `What roles are held on, each role with every identity that the definition gives it to. ${rolesElsewhere} Who acts as an identity is in the picture above.`,
    parts: identityParts,
  },
  {
    title: 'Argo CD applications',
    caption:
      'Each Application in the namespace that it applies to, with its folder or chart and its sync wave.',
    parts: applicationParts,
  },
];

/** The same as the picture, as text that GitHub draws: one diagram a question, several where one would be too large. */
export function topologyMarkdown(model: TopologyModel): string {
  const sections = chapters.flatMap(({ title, caption, note, parts }) => {
    const charts = flowcharts({ title: `${title} of ${model.cluster}`, parts: parts(model) });
    if (charts.length === 0) return [];
    const words = [caption, note?.(model) ?? ''].filter((each) => each !== '').join(' ');
    return [`## ${title}`, words, ...charts.map((chart) => `\`\`\`mermaid\n${chart}\n\`\`\``)];
  });
  return `${[
    `# Topology of ${model.cluster}`,
    `Environment \`${model.environment}\`, region \`${model.location}\`. Synthesized: edits are lost.`,
    '![Topology](topology.svg)',
    ...sections,
  ].join('\n\n')}\n`;
}
