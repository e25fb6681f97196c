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
  sample: sample.definition,
  'one with every trigger and source': aiPlatform,
  'one with forty workloads': largePlatform,
  'the smallest': smallPlatform,
};

describe.each(Object.entries(platforms))('picture of %s', (_, definition) => {
  const model = topologyOf(definition);
  const svg = topologySvg(model);

  it('is well-formed', () => {
    expect(elementsOf(svg)[0]).toBe('svg');
  });

  it('names everything', () => {
    // Whole names: in a text, or in the title of one that is wrapped or cut.
    const texts = new Set(
      [...svg.matchAll(/<(?:text|title)[^>]*>([^<]*)(?=<)/g)].map((match) =>
        match[1]!.replace(/^namespace /, ''),
      ),
    );
    expect(namesOf(model).filter((name) => !texts.has(name))).toEqual([]);
  });

  it('puts nothing on anything else', () => {
    expect(overlaps(topologyScene(model))).toEqual([]);
  });

  it('is as large as what is on it', () => {
    const { width, height } = topologyScene(model);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`);
  });
});

it('puts nothing on anything else, whatever the platform', () => {
  fc.assert(
    fc.property(anyTopology, (model) => {
      expect(overlaps(topologyScene(model))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('finds what lies on something else', () => {
  const scene = topologyScene(topologyOf(smallPlatform));
  const texts = scene.shapes.filter((shape) => shape.type === 'text');
  const moved = { ...texts[1]!, x: texts[0]!.x, y: texts[0]!.y };
  expect(overlaps({ ...scene, shapes: [...scene.shapes, moved] })).not.toEqual([]);
});

it('is well-formed, whatever people call things', () => {
  fc.assert(
    fc.property(anyTopology, (model) => {
      expect(() => elementsOf(topologySvg(model))).not.toThrow();
    }),
    { numRuns: 60 },
  );
});

describe('for every reader', () => {
  const svg = documentOf(sample.definition, 'topology.svg');

  it('is an image with a title and a description', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="topology-title topology-desc"/);
    expect(svg).toContain('<title id="topology-title">Topology of my-aks (production)</title>');
    expect(svg).toMatch(/<desc id="topology-desc">Node pools: system, cpupool, [^<]*Workloads: vllm, /);
  });

  it('has a background, for dark pages', () => {
    expect(svg).toMatch(/<rect x="0" y="0" width="\d+" height="\d+" rx="6" fill="#ffffff"\/>/);
  });

  it('fetches nothing and runs nothing', () => {
    expect(svg).not.toMatch(/<script|<style|<image|<foreignObject|href=|url\((?!#)|@import/);
  });

  it('leaves out what a platform has none of', () => {
    const small = topologySvg(topologyOf(smallPlatform));
    expect(small).not.toContain('>Traffic<');
    expect(small).toContain('>Node pools and workloads<');
  });
});
