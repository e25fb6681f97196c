import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { aiPlatform } from '../../../platforms/ai-platform';
import { largePlatform } from '../../../platforms/large-platform';
import { platform as sample } from '../../../platforms/sample';
import { smallPlatform } from '../../../platforms/small-platform';
import { documentOf, namesOf, sourceOf, topologyOf } from './topologies';

const platforms = {
  'the sample': sample.definition,
  'a platform with every trigger and source': aiPlatform,
  'a platform with forty workloads': largePlatform,
  'the smallest platform': smallPlatform,
};

/** Both ends of each link. */
const linksOf = (diagram: string) =>
  [...diagram.matchAll(/^ *(\w+) (?:-- ".*" -->|-->|-\.->|==>|~~~)(?:\|[^|]*\|)? (\w+)$/gm)].map(
    ([, from, to]) => [from!, to!],
  );

describe.each(Object.entries(platforms))('the topology of %s as Markdown', (_, definition) => {
  const text = documentOf(definition, 'TOPOLOGY.md');
  const diagrams = [...text.matchAll(/```mermaid\n([\s\S]*?)```/g)].map((match) => match[1]!);

  it('contains every name', () => {
    const words = new Set(text.split(/[\s"|`()[\],:]+|<br\/>/));
    expect(
      namesOf(topologyOf(definition)).filter((name) => !words.has(name) && !text.includes(name)),
    ).toEqual([]);
  });

  it('has flowcharts within the limits that GitHub sets for Mermaid', () => {
    expect(diagrams.length).toBeGreaterThan(0);
    for (const diagram of diagrams) {
      expect(diagram).toMatch(/^(?:%%\{init: .*\}%%\n)?flowchart (?:LR|TB)\n/);
      expect(diagram.length).toBeLessThan(50_000);
      expect(diagram.match(/--|==|~~~/g)?.length ?? 0).toBeLessThan(500);
    }
  });

  it('has an end for each subgraph', () => {
    for (const diagram of diagrams) {
      const opened = diagram.match(/^ *subgraph /gm) ?? [];
      expect(diagram.match(/^ *end$/gm) ?? []).toHaveLength(opened.length);
    }
  });

  it('links only existing nodes', () => {
    for (const diagram of diagrams) {
      const defined = new Set(
        [...diagram.matchAll(/^ *(?:subgraph )?([A-Za-z]\w*)[[({]/gm)].map(([, id]) => id),
      );
      const linked = linksOf(diagram).flat();
      expect(linked.filter((id) => !defined.has(id))).toEqual([]);
    }
  });
});

it('is the same on every run', () => {
  expect(documentOf(aiPlatform, 'TOPOLOGY.md')).toBe(documentOf(aiPlatform, 'TOPOLOGY.md'));
});

it('has a link for each route of the sample', () => {
  const links = linksOf(documentOf(sample.definition, 'TOPOLOGY.md'));
  expect(links.length).toBeGreaterThanOrEqual(topologyOf(sample.definition).routes.length + 5);
});

describe('pods that the topology does not draw', () => {
  const notDrawnOf = (definition: PlatformDefinition) =>
    /Not drawn: .*\./.exec(documentOf(definition, 'TOPOLOGY.md').split('## Traffic')[0]!)![0];

  it('are listed in both documents with their objects and charts', () => {
    expect(notDrawnOf(sample.definition)).toBe(
      'Not drawn: the DaemonSet nvidia-device-plugin; the Job litellm-migration; pods of the chart lws, which Argo CD renders in the cluster; pods of AKS, of its add-ons and extensions, and of Argo CD.',
    );
    expect(documentOf(sample.definition, 'topology.svg')).toContain(
      'Not drawn: the DaemonSet nvidia-device-plugin;',
    );
  });

  it('include every object with pods that no workload represents', () => {
    const { objects } = sourceOf(aiPlatform);
    const { workloads, notDrawn } = topologyOf(aiPlatform);
    const listed = [...workloads, ...notDrawn].map(({ name }) => name);
    const running = objects.filter(({ object }) => /"containers":\[/.test(JSON.stringify(object)));
    expect(running.length).toBeGreaterThan(10);
    expect(
      running.map(({ object }) => object.metadata.name).filter((name) => !listed.includes(name)),
    ).toEqual([]);
  });

  it('exclude Langfuse, whose pods the definition describes, under any name of its Application', () => {
    const gitOps = {
      ...sample.definition.gitOps,
      destination: { name: 'my-aks' },
      argoCd: { install: 'none' },
    } as const;
    expect(notDrawnOf({ ...sample.definition, gitOps })).toContain('pods of the chart production-lws, which');
  });

  it('exclude Argo CD if it runs in another cluster', () => {
    const gitOps = {
      ...smallPlatform.gitOps,
      destination: { name: 'test-aks' },
      argoCd: { install: 'none' },
    } as const;
    expect(notDrawnOf({ ...smallPlatform, gitOps })).toBe(
      'Not drawn: pods of AKS, of its add-ons and extensions.',
    );
    expect(notDrawnOf(smallPlatform)).toContain('of Argo CD');
  });
});

it('sorts Applications by sync wave within a namespace, as its caption states', () => {
  const waves = new Map<string, number[]>();
  for (const { namespace, syncWave } of topologyOf(sample.definition).applications)
    waves.set(namespace, [...(waves.get(namespace) ?? []), syncWave]);
  for (const own of waves.values()) expect(own).toEqual([...own].sort((a, b) => a - b));
  expect(documentOf(sample.definition, 'topology.svg')).toContain(
    'within a namespace in the order of the sync waves',
  );
});
