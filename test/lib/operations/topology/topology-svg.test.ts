import fc from 'fast-check';
import { topologyScene } from '../../../../lib/operations/topology/topology-scene';
import { topologySvg } from '../../../../lib/operations/topology/topology-svg';
import { aiPlatform } from '../../../platforms/ai-platform';
import { largePlatform } from '../../../platforms/large-platform';
import { platform as sample } from '../../../platforms/sample';
import { smallPlatform } from '../../../platforms/small-platform';
import { elementsOf } from '../../values/svg-elements';
import { anyTopology } from './any-topology';
import { overlaps } from './scene-boxes';
import { documentOf, namesOf, topologyOf } from './topologies';

const platforms = {
  'the sample': sample.definition,
  'a platform with every trigger and source': aiPlatform,
  'a platform with forty workloads': largePlatform,
  'the smallest platform': smallPlatform,
};

describe.each(Object.entries(platforms))('the topology of %s as SVG', (_, definition) => {
  const model = topologyOf(definition);
  const svg = topologySvg(model);

  it('is well-formed', () => {
    expect(elementsOf(svg)[0]).toBe('svg');
  });

  it('contains every name', () => {
    // A name is a text, or the title of a text that is wrapped or truncated.
    const texts = new Set(
      [...svg.matchAll(/<(?:text|title)[^>]*>([^<]*)(?=<)/g)].map((match) =>
        match[1]!.replace(/^namespace /, ''),
      ),
    );
    expect(namesOf(model).filter((name) => !texts.has(name))).toEqual([]);
  });

  it('has no overlaps', () => {
    expect(overlaps(topologyScene(model))).toEqual([]);
  });

  it('has the size of its content', () => {
    const { width, height } = topologyScene(model);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`);
  });
});

it('has no overlaps for any platform', () => {
  fc.assert(
    fc.property(anyTopology, (model) => {
      expect(overlaps(topologyScene(model))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('an overlap is found', () => {
  const scene = topologyScene(topologyOf(smallPlatform));
  const texts = scene.shapes.filter((shape) => shape.type === 'text');
  const moved = { ...texts[1]!, x: texts[0]!.x, y: texts[0]!.y };
  expect(overlaps({ ...scene, shapes: [...scene.shapes, moved] })).not.toEqual([]);
});

it('is well-formed for any names', () => {
  fc.assert(
    fc.property(anyTopology, (model) => {
      expect(() => elementsOf(topologySvg(model))).not.toThrow();
    }),
    { numRuns: 60 },
  );
});

describe('the SVG of the sample', () => {
  const svg = documentOf(sample.definition, 'topology.svg');

  it('is an image with a title and a description, for screen readers', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="topology-title topology-desc"/);
    expect(svg).toContain('<title id="topology-title">Topology of my-aks (production)</title>');
    expect(svg).toMatch(/<desc id="topology-desc">Node pools: system, cpupool, [^<]*Workloads: vllm, /);
  });

  it('has a background, for pages in dark mode', () => {
    expect(svg).toMatch(/<rect x="0" y="0" width="\d+" height="\d+" rx="6" fill="#ffffff"\/>/);
  });

  it('contains no script and no reference to another file', () => {
    expect(svg).not.toMatch(/<script|<style|<image|<foreignObject|href=|url\((?!#)|@import/);
  });

  it('has no empty section', () => {
    const small = topologySvg(topologyOf(smallPlatform));
    expect(small).not.toContain('>Traffic<');
    expect(small).toContain('>Node pools and workloads<');
  });
});
