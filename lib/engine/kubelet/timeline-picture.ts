import { element, escaped, fitted, textWidth } from '../../values/svg';
import type { ProbePlan, ProbeSpec } from '../probes/probe-plan';
import type { ProbeName } from './answer-timeline';
import type { ProbeTimeline } from './probe-timeline';
import {
  bar,
  colours,
  containerRow,
  line,
  mark,
  probeRow,
  readyRow,
  type Scale,
  seconds,
  smallFont,
  workRow,
} from './timeline-row';

/** One simulation: the `timeline` of `playProbes` and its probes. */
export interface TimelineLane {
  readonly label: string;
  readonly probes: Partial<ProbePlan>;
  readonly timeline: ProbeTimeline;
}

export interface TimelinePicture {
  readonly title: string;
  /** Simulations, one below the other on one time axis. */
  readonly lanes: readonly TimelineLane[];
  /** End of the axis. @default the end of the longest simulation */
  readonly untilSeconds?: number;
}

const width = 1120;
const plotLeft = 250;
const plotRight = width - 40;
const rowHeight = 30;
const laneHead = 30;
const laneGap = 18;
const axisTop = 62;
const legendHeight = 56;

/** SVG of one or several simulations, readable in color, in print and by a screen reader. */
export function timelineSvg(picture: TimelinePicture): string {
  const until =
    picture.untilSeconds ?? Math.max(1, ...picture.lanes.map((lane) => lane.timeline.untilSeconds));
  const x: Scale = (at) => plotLeft + (Math.min(Math.max(at, 0), until) / until) * (plotRight - plotLeft);
  const id =
    picture.title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'timeline';
  const stripes = `url(#${id}-stripes)`;
  const lanes: string[] = [];
  let top = axisTop + 24;
  const shown = picture.lanes.map((lane) => ({ ...lane, timeline: lane.timeline.until(until) }));
  const steps = ticks(until);
  for (const lane of shown) {
    const bottom = top + laneHead + rowsOf(lane).length * rowHeight;
    lanes.push(...grid(steps, x, top + laneHead, bottom), ...drawLane(lane, x, top, stripes));
    top += laneHead + rowsOf(lane).length * rowHeight + laneGap;
  }
  const height = top + legendHeight;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      'font-family': 'system-ui, "Segoe UI", Helvetica, Arial, sans-serif',
    },
    element('title', { id: `${id}-title` }, escaped(picture.title)),
    element('desc', { id: `${id}-desc` }, escaped(shown.map(inWords).join(' '))),
    element('defs', {}, stripePattern(`${id}-stripes`)),
    element('rect', { width, height, fill: '#fff' }),
    text(24, 34, fitted(picture.title, width - 48, 20), { 'font-size': 20, 'font-weight': 600 }),
    ...axis(steps, x),
    ...lanes,
    ...legend(top + 12, stripes),
  );
}

interface Row {
  readonly label: string;
  readonly note?: string;
  draw(x: Scale, top: number, stripes: string): string[];
}

function rowsOf({ timeline, probes }: TimelineLane): Row[] {
  const probed = (['startup', 'liveness', 'readiness'] as const).flatMap((name: ProbeName): Row[] => {
    const spec = probes[name];
    return spec
      ? [{ label: name, note: inShort(spec), draw: (x, top) => probeRow(timeline, name, x, top) }]
      : [];
  });
  return [
    { label: 'container', draw: (x, top, stripes) => containerRow(timeline, x, top, stripes) },
    { label: 'work', draw: (x, top, stripes) => workRow(timeline, x, top, stripes) },
    ...probed,
    { label: 'in service', draw: (x, top) => readyRow(timeline, x, top) },
  ];
}

function drawLane(lane: TimelineLane, x: Scale, top: number, stripes: string): string[] {
  const result = outcome(lane.timeline);
  const room = width - 64 - textWidth(result, 14) - 24;
  return [
    text(24, top + 18, fitted(lane.label, room, 16), { 'font-size': 16, 'font-weight': 600 }),
    text(plotRight, top + 18, result, { 'font-size': 14, 'text-anchor': 'end' }),
    line(24, top + 26, plotRight, top + 26, { stroke: colours.faint }),
    ...rowsOf(lane).flatMap((row, index) => {
      const rowTop = top + laneHead + index * rowHeight;
      return [
        text(24, rowTop + 19, row.label, { 'font-size': 14 }),
        ...(row.note
          ? [
              text(plotLeft - 14, rowTop + 19, row.note, {
                'font-size': smallFont,
                fill: colours.faint,
                'text-anchor': 'end',
              }),
            ]
          : []),
        ...row.draw(x, rowTop, stripes),
      ];
    }),
  ];
}

/** Period, timeout and failures of a probe. */
function inShort({ periodSeconds, timeoutSeconds, failureThreshold }: ProbeSpec): string {
  return `${failureThreshold} × ${periodSeconds} s, timeout ${timeoutSeconds} s`;
}

function outcome(timeline: ProbeTimeline): string {
  const kills = timeline.kills === 0 ? 'never killed' : `killed ${times(timeline.kills)}`;
  return `${kills} · work lost ${times(timeline.workLost.length)} · work done ${times(timeline.workDone.length)}`;
}

function times(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`;
}

function inWords({ label, timeline }: TimelineLane): string {
  const first = timeline.all('kill-begun')[0];
  const why = first ? ` First at ${seconds(first.seconds)}: ${first.reason}.` : '';
  const service =
    timeline.ready.map(({ from, to }) => `${seconds(from)} to ${seconds(to)}`).join(', ') || 'never';
  return `${label}: ${outcome(timeline)}.${why} In service: ${service}.`;
}

const niceSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];

interface Tick {
  readonly at: number;
  readonly label: string;
}

function ticks(until: number): Tick[] {
  const step = niceSteps.find((nice) => until / nice <= 12) ?? Math.ceil(until / 12 / 86_400) * 86_400;
  const label = (at: number): string => (step < 60 ? `${at} s` : `${at / 60} min`);
  return Array.from({ length: Math.floor(until / step) + 1 }, (_, n) => ({
    at: n * step,
    label: label(n * step),
  }));
}

function axis(steps: readonly Tick[], x: Scale): string[] {
  const style = { 'font-size': smallFont, 'text-anchor': 'middle', fill: colours.faint };
  return steps.map(({ at, label }) => text(x(at), axisTop, label, style));
}

function grid(steps: readonly Tick[], x: Scale, top: number, bottom: number): string[] {
  return steps.map(({ at }) => line(x(at), top, x(at), bottom, { stroke: colours.grid }));
}

function legend(top: number, stripes: string): string[] {
  const sample: Scale = (at) => at;
  const box = (style: Record<string, string | number>) => (left: number) =>
    bar({ from: left, to: left + 24 }, sample, top + 2, 12, style);
  const entries: [string, (left: number) => string][] = [
    ['success', (left) => mark('ok', left + 12, top + 8)],
    ['failed', (left) => mark('failed', left + 12, top + 8)],
    ['timeout', (left) => mark('timed-out', left + 12, top + 8)],
    ['container runs', box({ fill: colours.running, stroke: colours.border })],
    ['down', box({ fill: 'none', stroke: colours.faint, 'stroke-dasharray': '3 3' })],
    ['terminating, or work lost', box({ fill: stripes, stroke: colours.lost })],
    ['work', box({ fill: colours.work, stroke: colours.work })],
    ['ready', box({ fill: colours.ready, stroke: colours.ok })],
  ];
  let left = 24;
  return entries.flatMap(([label, draw]) => {
    const drawn = [draw(left), text(left + 32, top + 12, label, { 'font-size': 13 })];
    left += 32 + textWidth(label, 13) + 20;
    return drawn;
  });
}

function stripePattern(id: string): string {
  return element(
    'pattern',
    { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { width: 6, height: 6, fill: '#fff' }),
    element('rect', { width: 2, height: 6, fill: colours.lost }),
  );
}

function text(x: number, y: number, content: string, style: Record<string, string | number>): string {
  return element('text', { x, y, fill: colours.ink, ...style }, escaped(content));
}
