import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import { type TimelineLane, timelineSvg } from '../../../../lib/engine/kubelet/timeline-picture';
import type { ProbePlan, ProbeSpec } from '../../../../lib/engine/probes/probe-plan';
import { elementsOf } from '../../values/svg-elements';

function probe(change: Partial<ProbeSpec> = {}): ProbeSpec {
  return {
    action: { type: 'http', path: '/health', port: 8000 },
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
    ...change,
  };
}

const defaults: Partial<ProbePlan> = { readiness: probe(), liveness: probe() };
const patient: Partial<ProbePlan> = {
  startup: probe({ periodSeconds: 5 }),
  readiness: probe(),
  liveness: probe({ periodSeconds: 90, timeoutSeconds: 90 }),
};

function lane(label: string, probes: Partial<ProbePlan>, untilSeconds = 150, job = 'report'): TimelineLane {
  const timeline = playProbes({
    probes,
    terminationGracePeriodSeconds: 30,
    jobs: [{ name: job, atSeconds: 15, seconds: 90 }],
    untilSeconds,
  });
  return { label, probes, timeline };
}

const picture = timelineSvg({
  title: 'A job of 90 s',
  lanes: [lane('Default probes', defaults), lane('Patient probes', patient)],
});

describe('the picture of a timeline', () => {
  it('is well-formed: every element is closed, in order, and no text is left bare', () => {
    expect(() => elementsOf(picture)).not.toThrow();
    expect(elementsOf(picture)[0]).toBe('svg');
  });

  it('is an image with a title and a description that a screen reader reads', () => {
    expect(picture).toContain('role="img" aria-labelledby="a-job-of-90-s-title a-job-of-90-s-desc"');
    expect(picture).toContain('<title id="a-job-of-90-s-title">A job of 90 s</title>');
    expect(picture).toMatch(
      /<desc id="a-job-of-90-s-desc">Default probes: killed once · work lost once · work done never\. First at 41 s: liveness probe failed 3 times in a row\. In service: 0 s to 41 s, 71 s to 150 s\./,
    );
  });

  it('describes that the other pod stays live', () => {
    expect(picture).toContain('Patient probes: never killed · work lost never · work done once.');
  });

  it('is the same each time', () => {
    const again = timelineSvg({
      title: 'A job of 90 s',
      lanes: [lane('Default probes', defaults), lane('Patient probes', patient)],
    });
    expect(again).toBe(picture);
  });

  it('writes nothing smaller than 12 px', () => {
    const sizes = [...picture.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(Math.min(...sizes)).toBe(12);
  });

  it('gives every text a size', () => {
    expect([...picture.matchAll(/<text [^>]*>/g)].every(([tag]) => tag.includes('font-size='))).toBe(true);
  });

  it('keeps to a tenth of a pixel', () => {
    expect(picture).not.toMatch(/\d\.\d\d/);
  });

  it('draws a mark for each probe: a cross fails, a diamond times out, a dot answers', () => {
    const timedOut = picture.match(/liveness probe, timed-out, 41 s after 1 s<\/title>[^Z]*Z"/);
    expect(timedOut).not.toBeNull();
    expect(picture).toMatch(/liveness probe, ok, 10 s after 0 s<\/title><circle /);
  });

  it('draws a row for each probe that there is, and none for one that is missing', () => {
    expect(texts(timelineSvg({ title: 'x', lanes: [lane('a', defaults)] }))).not.toContain('startup');
    expect(texts(picture)).toEqual(expect.arrayContaining(['startup', '3 × 90 s, timeout 90 s']));
  });

  it('names work that is lost and work that is done', () => {
    expect(texts(picture)).toEqual(expect.arrayContaining(['lost: report', 'done: report']));
  });

  it('writes when a process gets its signal to end, and when it is ended by force', () => {
    const late = timelineSvg({
      title: 'x',
      lanes: [{ ...lane('a', defaults), timeline: lane('a', defaults, 80).timeline }],
    });
    expect(texts(late)).toEqual(expect.arrayContaining(['SIGTERM 41 s', 'SIGKILL 71 s']));
  });

  it.each([
    [10, ['0 s', '1 s', '10 s']],
    [100, ['0 s', '10 s', '100 s']],
    [300, ['0 s', '30 s', '300 s']],
    [3600, ['0 min', '5 min', '60 min']],
  ])('has an axis of round numbers for %d s', (untilSeconds, some) => {
    const drawn = texts(timelineSvg({ title: 'x', lanes: [lane('a', {}, untilSeconds)] }));
    expect(drawn).toEqual(expect.arrayContaining(some));
    expect(drawn.filter((text) => / (s|min)$/.test(text) && /^\d/.test(text)).length).toBeLessThanOrEqual(13);
  });

  it('shows nothing after the end of its axis', () => {
    const cut = timelineSvg({ title: 'x', lanes: [lane('a', defaults)], untilSeconds: 40 });
    expect(cut).not.toContain('41 s');
    expect(cut).toContain('never killed');
  });

  it('escapes what people write, and leaves out what XML cannot hold', () => {
    const odd = timelineSvg({ title: 'a < b & "c"\u0000', lanes: [lane("<script>'", patient, 150, '<b>&')] });
    expect(() => elementsOf(odd)).not.toThrow();
    expect(odd).not.toMatch(/<script|<b>/);
    expect(odd).not.toContain('\u0000');
    expect(odd).toContain('a &lt; b &amp; &quot;c&quot;</title>');
  });

  it('cuts a label that would run into the outcome', () => {
    const long = texts(timelineSvg({ title: 'x', lanes: [lane('long '.repeat(50), defaults)] }));
    expect(long.find((text) => text.startsWith('long'))).toMatch(/^(long )+.*…$/);
  });

  it('stays inside its frame', () => {
    const [, width] = picture.match(/viewBox="0 0 (\d+) \d+"/)!;
    const right = [...picture.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
      ([, x, own]) => Number(x) + Number(own),
    );
    expect(Math.max(...right)).toBeLessThanOrEqual(Number(width));
  });
});

function texts(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}
