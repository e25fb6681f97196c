import { padding, paragraph, sizes, textAt } from './card';
import { applicationPanel, identityPanel } from './card-panels';
import { notDrawnText } from './not-drawn-text';
import { poolPanel } from './pool-panel';
import { queuePanel } from './queue-panel';
import { rolesElsewhere } from './roles-elsewhere';
import type { Block, Scene, Shape, Style } from './scene';
import { cut, widthOf } from './text-width';
import type { TopologyModel } from './topology-model';
import { trafficPanel } from './traffic-panel';

/** Width at which GitHub shows a file without scaling it, pixels. */
const width = 900;
const margin = 20;

interface Panel {
  readonly title: string;
  readonly caption: string;
  /** What the panel omits. */
  note?(model: TopologyModel): string;
  draw(model: TopologyModel, x: number, y: number, width: number): Block;
}

const panels: readonly Panel[] = [
  {
    title: 'Traffic',
    caption: 'From a host, through its gateway, to the workload that responds, and from there to the models.',
    draw: trafficPanel,
  },
  {
    title: 'Node pools and workloads',
    caption: 'Each workload in its preferred pool. Ranges are minimum–maximum.',
    note: notDrawnText,
    draw: poolPanel,
  },
  {
    title: 'Queues and the workloads that they scale',
    caption:
      'Workloads that may send messages, and workloads that receive them. KEDA scales by the number of messages.',
    draw: queuePanel,
  },
  {
    title: 'Identities and roles',
    caption: `Users of each managed identity, and the roles that the definition assigns to it. ${rolesElsewhere}`,
    draw: identityPanel,
  },
  {
    title: 'Argo CD applications',
    caption:
      'Folder or chart of each Application by namespace, within a namespace in the order of the sync waves.',
    draw: applicationPanel,
  },
];

/** Scene of the whole platform: one panel per topic, without empty panels. */
export function topologyScene(model: TopologyModel): Scene {
  const titleFont = { size: 22, bold: true };
  const title = `${model.cluster} (${model.environment}, ${model.location})`;
  const room = width - 2 * margin;
  const shapes: Shape[] = [textAt(margin, 44, cut(title, room, titleFont), titleFont, title)];
  const key = legend(margin, 60, room);
  shapes.push(...key.shapes);
  let top = 60 + key.height + 16;
  for (const panel of panels) {
    const block = drawPanel(panel, model, margin, top, room);
    if (block === undefined) continue;
    shapes.push(...block.shapes);
    top += block.height + 16;
  }
  const height = Math.ceil(top - 16 + margin);
  const paper: Shape = { type: 'box', level: 'paper', style: 'paper', x: 0, y: 0, width, height };
  return { width, height, shapes: [paper, ...shapes] };
}

function drawPanel(
  panel: Panel,
  model: TopologyModel,
  x: number,
  y: number,
  panelWidth: number,
): Block | undefined {
  const left = x + padding;
  const room = panelWidth - 2 * padding;
  const font = { size: sizes.heading, bold: true };
  const words = [panel.caption, panel.note?.(model) ?? ''].filter((each) => each !== '').join(' ');
  const caption = paragraph(words, left, y + 36, room, { muted: true, maxLines: 6 });
  const contentTop = y + 36 + caption.height + 8;
  const content = panel.draw(model, left, contentTop, room);
  if (content.shapes.length === 0) return undefined;
  const height = contentTop + content.height + padding - y;
  return {
    shapes: [
      { type: 'box', level: 'panel', style: 'panel', x, y, width: panelWidth, height },
      textAt(left, y + 28, panel.title, font),
      ...caption.shapes,
      ...content.shapes,
    ],
    height,
  };
}

const entries: readonly (readonly [Style, string])[] = [
  ['host', 'host'],
  ['gateway', 'gateway'],
  ['model server', 'model server'],
  ['application', 'application'],
  ['worker', 'worker or job'],
  ['other', 'other workload'],
  ['queue', 'queue or subscription'],
  ['identity', 'identity'],
  ['sync', 'Argo CD application'],
];

/** Legend of the colours, in as many rows as it requires. */
function legend(x: number, y: number, room: number): Block {
  const font = { size: sizes.small };
  const shapes: Shape[] = [];
  let left = x;
  let top = y;
  for (const [style, label] of entries) {
    const needed = 20 + widthOf(label, font) + 18;
    if (left + needed > x + room) {
      left = x;
      top += 22;
    }
    shapes.push({ type: 'box', level: 'sample', style, x: left, y: top + 2, width: 12, height: 12 });
    shapes.push(textAt(left + 20, top + 12, label, font));
    left += needed;
  }
  return { shapes, height: top + 22 - y };
}
