import type { Json } from '../links/deployment';
import { clusterPrograms, type Engines, startEngines } from './engines';
import { gpuResource } from './nodes';
import { platforms } from './platforms';
import { findPrograms, has } from './programs';
import { reportPrograms } from './report';
import { until } from './wait';

const programs = findPrograms();
reportPrograms(programs);
const canRun = programs !== undefined && has(programs, ...clusterPrograms);

(canRun ? describe : describe.skip)('the nodes of production', () => {
  let engines: Engines;

  beforeAll(async () => {
    engines = await startEngines(programs!, platforms['production']!());
  }, 180_000);

  afterAll(() => engines?.stop());

  it('are Ready, and report their GPUs once the device plugin runs on them', async () => {
    await until('GPUs', 120, async () => {
      const nodes: readonly Json[] = await engines.api.list('v1', 'Node');
      const open = engines.nodes.filter(({ node, gpus }) => {
        const { status } = nodes.find(({ metadata }) => metadata.name === node.metadata.name)!;
        const isReady = status.conditions?.some(
          (each: Json) => each.type === 'Ready' && each.status === 'True',
        );
        return !isReady || (gpus > 0 && status.allocatable[gpuResource] !== String(gpus));
      });
      return open.length === 0 ? { answer: true } : open.map(({ node }) => node.metadata.name).join();
    });
  });
});
