import type { Json } from '../links/deployment';
import { edit } from './edit';
import { clusterPrograms, type Engines, startEngines } from './engines';
import { platforms } from './platforms';
import { isReady, podsOf, poolOf } from './pods';
import { findPrograms, has } from './programs';
import { reportPrograms } from './report';
import { until } from './wait';

const programs = findPrograms();
reportPrograms(programs);
const canRun = programs !== undefined && has(programs, ...clusterPrograms);

(canRun ? describe : describe.skip)('disruptions in production', () => {
  const platform = platforms['production']!();
  const { namespace } = platform.inventory;
  const spare = 'engines-tier/spare';
  let engines: Engines;

  beforeAll(async () => {
    engines = await startEngines(programs!, platform);
    for (const name of ['litellm', 'triton', 'vllm']) await untilReady(name, 180);
  }, 300_000);

  afterAll(() => engines?.stop());

  const pods = (name: string) => podsOf(engines, { name, namespace });
  const untilReady = (name: string, seconds = 90) =>
    until(`${name} is ready`, seconds, async () => {
      const all = await pods(name);
      const isUp = all.length > 0 && all.every(isReady);
      return isUp ? { answer: all } : `${all.map((pod) => poolOf(engines, pod))}`;
    });

  it('updates GPU servers without a spare GPU', async () => {
    const used = new Set<string>();
    for (const name of ['triton', 'vllm']) for (const { spec } of await pods(name)) used.add(spec.nodeName);
    const free = engines.nodes.filter(({ gpus, node }) => gpus > 0 && !used.has(node.metadata.name));
    for (const { node } of free) engines.kubectl(['cordon', node.metadata.name]);
    try {
      for (const name of ['triton', 'vllm']) {
        const old = (await pods(name)).map(({ metadata }) => metadata.uid);
        await edit(engines, 'Deployment', name, ({ spec }) => {
          spec.template.metadata.annotations = { [spare]: 'none' };
        });
        await until(`${name} is updated`, 90, async () => {
          const all = await pods(name);
          const isNew = all.every((pod) => isReady(pod) && !old.includes(pod.metadata.uid));
          return all.length > 0 && isNew ? { answer: true } : `${all.map((pod) => poolOf(engines, pod))}`;
        });
      }
    } finally {
      for (const { node } of free) engines.kubectl(['uncordon', node.metadata.name]);
    }
  });

  it('keeps a replica of the gateway while a node is drained', async () => {
    const [{ spec }] = (await pods('litellm')) as [Json];
    let fewest = Number.POSITIVE_INFINITY;
    let isDrained = false;
    const watch = (async () => {
      while (!isDrained) {
        fewest = Math.min(fewest, (await pods('litellm')).filter(isReady).length);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    await drain(spec.nodeName);
    isDrained = true;
    await watch;
    expect(fewest).toBeGreaterThan(0);
    for (const pod of await untilReady('litellm')) expect(pod.spec.nodeName).not.toBe(spec.nodeName);
    engines.kubectl(['uncordon', spec.nodeName]);
  });

  it('moves a GPU server off a node that is drained', async () => {
    const [{ spec }] = (await pods('triton')) as [Json];
    await drain(spec.nodeName);
    const [moved] = (await untilReady('triton')) as [Json];
    expect(moved.spec.nodeName).not.toBe(spec.nodeName);
    expect(poolOf(engines, moved)).toBe('gpupool');
    engines.kubectl(['uncordon', spec.nodeName]);
  });

  it('prefers a spot node while there is one', async () => {
    const [first] = (await pods('vllm')) as [Json];
    engines.kubectl(['delete', 'pod', first.metadata.name, `--namespace=${namespace}`]);
    const [next] = (await untilReady('vllm')) as [Json];
    expect(poolOf(engines, next)).toBe('gpuspot');
  });

  it('starts a server on an on-demand node when Azure evicts its spot nodes', async () => {
    // Azure deletes the machine, and the cloud's node controller the node.
    for (const { pool, node } of engines.nodes)
      if (pool === 'gpuspot') engines.kubectl(['delete', 'node', node.metadata.name]);
    await until('vllm is on gpupool', 120, async () => {
      const all = await pods('vllm');
      const isMoved =
        all.length > 0 && all.every((pod) => isReady(pod) && poolOf(engines, pod) === 'gpupool');
      return isMoved ? { answer: true } : `${all.map((pod) => poolOf(engines, pod))}`;
    });
  });

  (canRun && has(programs, 'lws-manager') ? it : it.skip)(
    'replaces a whole group when one of its pods goes',
    async () => {
      if (has(programs!, 'keda-operator'))
        engines.kubectl([
          ...['annotate', 'scaledobject', 'deepseek-scaler', `--namespace=${namespace}`, '--overwrite'],
          'autoscaling.keda.sh/paused-replicas=1',
        ]);
      const group = await until('a group', 120, async () => {
        const all = await pods('deepseek');
        return all.length === 2 && all.every(isReady) ? { answer: all } : `${all.length} pods`;
      });
      expect(new Set(group.map(({ spec }) => spec.nodeName)).size).toBe(2);
      const worker = group.find(
        ({ metadata }) => metadata.labels['leaderworkerset.sigs.k8s.io/worker-index'] === '1',
      )!;
      engines.kubectl(['delete', 'pod', worker.metadata.name, `--namespace=${namespace}`]);
      const old = group.map(({ metadata }) => metadata.uid);
      await until('another group', 120, async () => {
        const all = await pods('deepseek');
        const isNew = all.every((pod) => isReady(pod) && !old.includes(pod.metadata.uid));
        return all.length === 2 && isNew ? { answer: true } : `${all.length} pods`;
      });
    },
  );

  async function drain(node: string): Promise<void> {
    engines.kubectl(['cordon', node]);
    await until(`${node} is drained`, 60, async () => {
      try {
        engines.kubectl([
          ...['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=1s'],
        ]);
        return { answer: true };
      } catch (error) {
        return (error as Error).message;
      }
    });
  }
});
