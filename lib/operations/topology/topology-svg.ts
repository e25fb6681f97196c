import { element, escaped } from '../../values/svg';
import { stripe } from './card';
import type { Scene, SceneBox, SceneEdge, SceneText, Shape, Style } from './scene';
import type { TopologyModel } from './topology-model';
import { topologyScene } from './topology-scene';

const ink = '#1f2328';
const muted = '#57606a';
const line = '#d0d7de';

/**
 * Colours of Okabe and Ito, which people with any colour vision can distinguish
 * (jfly.uni-koeln.de/color, 2026-11). Each card also names its kind.
 */
const colours: Record<Style, string> = {
  paper: '#ffffff',
  panel: '#f6f8fa',
  group: '#ffffff',
  host: '#000000',
  gateway: '#cc79a7',
  'model server': '#0072b2',
  application: '#009e73',
  worker: '#e69f00',
  other: '#56b4e9',
  queue: '#d55e00',
  identity: '#8c8c8c',
  sync: '#f0e442',
};

/**
 * SVG of the whole platform, with a background for dark pages, without scripts or external fonts.
 */
export function topologySvg(model: TopologyModel): string {
  const scene = topologyScene(model);
  const { width, height } = scene;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'topology-title topology-desc',
      'font-family': 'system-ui, "Segoe UI", Helvetica, Arial, sans-serif',
    },
    element(
      'title',
      { id: 'topology-title' },
      escaped(`Topology of ${model.cluster} (${model.environment})`),
    ),
    element('desc', { id: 'topology-desc' }, escaped(inWords(model))),
    element('defs', {}, arrow()),
    ...drawn(scene),
  );
  // One line per shape keeps diffs small.
  return `${svg}\n`;
}

function drawn({ shapes }: Scene): readonly string[] {
  return shapes.map((shape) => `\n${drawnShape(shape)}`);
}

function drawnShape(shape: Shape): string {
  if (shape.type === 'box') return box(shape);
  return shape.type === 'text' ? text(shape) : edge(shape);
}

function box({ level, style, x, y, width, height }: SceneBox): string {
  const fill = colours[style];
  const round = level === 'sample' ? 2 : 6;
  if (level === 'sample') return element('rect', { x, y, width, height, rx: round, fill, stroke: muted });
  if (level !== 'card') {
    const stroke = level === 'paper' ? undefined : line;
    return element('rect', { x, y, width, height, rx: round, fill, stroke });
  }
  return element('rect', { x, y, width, height, rx: 3, fill: '#ffffff', stroke: '#8c959f' }).concat(
    element('rect', { x, y, width: stripe, height, rx: 1, fill }),
  );
}

function text({ x, y, size, bold, muted: isMuted, text: content, full }: SceneText): string {
  return element(
    'text',
    { x, y, 'font-size': size, 'font-weight': bold ? 600 : undefined, fill: isMuted ? muted : ink },
    ...(full === undefined ? [] : [element('title', {}, escaped(full))]),
    escaped(content),
  );
}

function edge({ from, to, title }: SceneEdge): string {
  const bend = (to.x - from.x) / 2;
  const n = (value: number) => String(Math.round(value * 10) / 10);
  const d = `M${n(from.x)} ${n(from.y)}C${n(from.x + bend)} ${n(from.y)} ${n(to.x - bend)} ${n(to.y)} ${n(to.x - 2)} ${n(to.y)}`;
  return element(
    'path',
    { d, fill: 'none', stroke: muted, 'stroke-width': 1.5, 'marker-end': 'url(#topology-arrow)' },
    element('title', {}, escaped(title)),
  );
}

function arrow(): string {
  return element(
    'marker',
    {
      id: 'topology-arrow',
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 6,
      markerHeight: 6,
      orient: 'auto',
    },
    element('path', { d: 'M0 0L8 4L0 8z', fill: muted }),
  );
}

function inWords(model: TopologyModel): string {
  const names = (list: readonly { readonly name: string }[]) =>
    list.length === 0 ? 'none' : list.map(({ name }) => name).join(', ');
  return [
    `Node pools: ${names(model.pools)}.`,
    `Workloads: ${names(model.workloads)}.`,
    `Queues: ${names(model.queues)}.`,
    `Identities: ${names(model.identities)}.`,
    `Argo CD applications: ${names(model.applications)}.`,
  ].join(' ');
}
