import { element, escaped, fitted, rounded, textWidth } from '../../values/svg';
import type { Interval, ProbeName } from './answer-timeline';
import type { ProbeEvent, ProbeTimeline } from './probe-timeline';

/** Position of a second, in pixels. */
export type Scale = (seconds: number) => number;

/**
 * Colors. Shape (circle, cross, diamond) and fill (plain, striped, empty) also distinguish the
 * elements.
 */
export const colours = {
  ink: '#1f2933',
  faint: '#52606d',
  grid: '#d9dee3',
  running: '#cfd8dc',
  border: '#455a64',
  work: '#12508f',
  lost: '#a61b1b',
  ready: '#bfe3c4',
  ok: '#1b6e2b',
  failed: '#a61b1b',
  timedOut: '#b34700',
} as const;

export const smallFont = 12;
/** Minimum distance of two marks of the same shape, pixels. A closer second mark is omitted. */
const closestMarks = 5;

/** Row of the container: running, terminating, down. */
export function containerRow(timeline: ProbeTimeline, x: Scale, top: number, stripes: string): string[] {
  const gone = timeline.down;
  const running = between(0, timeline.untilSeconds, gone);
  return [
    ...running.map((interval) =>
      bar(interval, x, top + 15, 13, { fill: colours.running, stroke: colours.border }),
    ),
    ...timeline.terminating.map((interval) =>
      bar(interval, x, top + 15, 13, { fill: stripes, stroke: colours.lost }),
    ),
    ...gone
      .filter(({ from, to }) => to > from)
      .map((interval) =>
        bar(interval, x, top + 15, 13, { fill: 'none', stroke: colours.faint, 'stroke-dasharray': '3 3' }),
      ),
    ...labels(
      timeline.events.flatMap((event) => {
        const text = containerLabel(event);
        return text ? [{ at: event.seconds, text }] : [];
      }),
      x,
      x(timeline.untilSeconds),
      top + 11,
    ),
  ];
}

function containerLabel(event: ProbeEvent): string | undefined {
  if (event.kind === 'kill-begun') return `SIGTERM ${seconds(event.seconds)}`;
  if (event.kind === 'killed') return `${event.forced ? 'SIGKILL' : 'exits'} ${seconds(event.seconds)}`;
  return undefined;
}

/** Labels at their start. A label that would overlap the previous one is omitted. */
function labels(
  requested: readonly { readonly at: number; readonly text: string }[],
  x: Scale,
  right: number,
  baseline: number,
): string[] {
  let free = Number.NEGATIVE_INFINITY;
  return requested.flatMap(({ at, text }) => {
    const width = textWidth(text, smallFont) + 8;
    const from = Math.min(x(at) - 2, right - width);
    if (from < free) return [];
    free = from + width;
    return [
      element('text', { x: from, y: baseline, 'font-size': smallFont, fill: colours.lost }, escaped(text)),
    ];
  });
}

export function workRow(timeline: ProbeTimeline, x: Scale, top: number, stripes: string): string[] {
  return timeline.work.flatMap((work) => {
    const lost = work.outcome === 'lost';
    const style: Record<string, string | number> = lost
      ? { fill: stripes, stroke: colours.lost }
      : { fill: colours.work, stroke: colours.work, 'fill-opacity': work.outcome === 'done' ? 1 : 0.6 };
    const hint = `${work.job}, ${work.outcome}, ${seconds(work.from)} to ${seconds(work.to)}`;
    const drawn = bar(work, x, top + 4, 20, style, hint);
    const width = x(work.to) - x(work.from) - 10;
    const label = work.outcome === 'running' ? work.job : `${work.outcome}: ${work.job}`;
    if (textWidth(label, smallFont) > width && width < 40) return [drawn];
    const text = fitted(label, width - (lost ? 8 : 0), smallFont);
    const left = x(work.from) + 6;
    return [
      drawn,
      // Text on stripes is hard to read.
      ...(lost
        ? [
            element('rect', {
              x: left - 3,
              y: top + 7,
              width: textWidth(text, smallFont) + 6,
              height: 14,
              fill: '#fff',
            }),
          ]
        : []),
      element(
        'text',
        { x: left, y: top + 18, 'font-size': smallFont, fill: lost ? colours.lost : '#fff' },
        escaped(text),
      ),
    ];
  });
}

/** Row of the times in which the pod is in its Service. */
export function readyRow(timeline: ProbeTimeline, x: Scale, top: number): string[] {
  return [
    line(x(0), top + 14, x(timeline.untilSeconds), top + 14, {
      stroke: colours.faint,
      'stroke-dasharray': '2 4',
    }),
    ...timeline.ready
      .filter(({ from, to }) => to > from)
      .map((interval) =>
        bar(
          interval,
          x,
          top + 6,
          16,
          { fill: colours.ready, stroke: colours.ok },
          `ready, ${seconds(interval.from)} to ${seconds(interval.to)}`,
        ),
      ),
  ];
}

/** Row of a probe: a mark at each result, with a line from the time at which the probe was sent. */
export function probeRow(timeline: ProbeTimeline, name: ProbeName, x: Scale, top: number): string[] {
  const y = top + 14;
  let last: { readonly at: number; readonly result: Result } | undefined;
  return timeline.probes(name).flatMap((probe) => {
    const at = x(probe.seconds);
    if (last && last.result === probe.result && at - last.at < closestMarks) return [];
    last = { at, result: probe.result };
    const from = x(probe.seconds - probe.tookSeconds);
    const hint = `${name} probe, ${probe.result}, ${seconds(probe.seconds)} after ${seconds(probe.tookSeconds)}`;
    const waiting =
      at - from > 1 ? line(from, y, at, y, { stroke: markColour[probe.result], 'stroke-width': 2 }) : '';
    return [element('g', {}, element('title', {}, escaped(hint)), waiting, mark(probe.result, at, y))];
  });
}

type Result = 'ok' | 'failed' | 'timed-out';
const markColour: Record<Result, string> = {
  ok: colours.ok,
  failed: colours.failed,
  'timed-out': colours.timedOut,
};

export function mark(result: Result, x: number, y: number): string {
  if (result === 'ok') return element('circle', { cx: x, cy: y, r: 3, fill: colours.ok });
  const at = (dx: number, dy: number): string => `${rounded(x + dx)} ${rounded(y + dy)}`;
  return result === 'failed'
    ? element('path', {
        d: `M${at(-4, -4)}L${at(4, 4)}M${at(-4, 4)}L${at(4, -4)}`,
        stroke: colours.failed,
        'stroke-width': 2.5,
      })
    : element('path', {
        d: `M${at(0, -6)}L${at(6, 0)}L${at(0, 6)}L${at(-6, 0)}Z`,
        fill: '#fff',
        stroke: colours.timedOut,
        'stroke-width': 2,
      });
}

export function bar(
  { from, to }: Interval,
  x: Scale,
  y: number,
  height: number,
  style: Record<string, string | number>,
  hint?: string,
): string {
  const shape = { x: x(from), y, width: Math.max(1, x(to) - x(from)), height, ...style };
  return hint ? element('rect', shape, element('title', {}, escaped(hint))) : element('rect', shape);
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  style: Record<string, string | number>,
): string {
  return element('line', { x1, y1, x2, y2, ...style });
}

export function seconds(value: number): string {
  return `${rounded(value)} s`;
}

function between(from: number, to: number, gaps: readonly Interval[]): Interval[] {
  const edges = [from, ...gaps.flatMap((gap) => [gap.from, gap.to]), to];
  const found: Interval[] = [];
  for (let n = 0; n + 1 < edges.length; n += 2) found.push({ from: edges[n]!, to: edges[n + 1]! });
  return found.filter((interval) => interval.to > interval.from);
}
