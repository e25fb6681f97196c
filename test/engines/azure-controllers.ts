import type { ControlPlane } from './control-plane';
import { gpuResource, type PoolNode } from './nodes';

const periodMs = 500;

/**
 * Plays what AKS runs in a cluster and no engine here does: the device plugin's report of GPUs on a node where its pod
 * runs, and the ingress controller's address.
 *
 * @returns a function that ends it, and reports what failed.
 */
export function playAzureControllers(
  { api, kubectl }: ControlPlane,
  nodes: readonly PoolNode[],
): () => Promise<void> {
  const gpusOf = new Map(nodes.map(({ node, gpus }) => [node.metadata.name, gpus]));
  const reported = new Set<string>();
  let isOver = false;
  const patch = (kind: string, name: string, namespace: string | undefined, status: object) =>
    kubectl([
      ...['patch', kind, name, ...(namespace === undefined ? [] : ['-n', namespace])],
      ...['--subresource=status', '--type=merge', '-p', JSON.stringify({ status })],
    ]);

  const look = async () => {
    for (const { metadata, ...pod } of await api.list('v1', 'Pod')) {
      const node = pod['spec'].nodeName;
      const isPlugin = metadata.labels?.['app.kubernetes.io/name'] === 'nvidia-device-plugin';
      if (!isPlugin || pod['status'].phase !== 'Running' || reported.has(node)) continue;
      const gpus = { [gpuResource]: String(gpusOf.get(node)) };
      patch('node', node, undefined, { capacity: gpus, allocatable: gpus });
      reported.add(node);
    }
    for (const { metadata, ...ingress } of await api.list('networking.k8s.io/v1', 'Ingress'))
      if (ingress['status'].loadBalancer?.ingress === undefined)
        patch('ingress', metadata.name, metadata.namespace, {
          loadBalancer: { ingress: [{ ip: '203.0.113.7' }] },
        });
  };

  const run = (async () => {
    while (!isOver) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, periodMs));
    }
  })();
  return async () => {
    isOver = true;
    await run;
  };
}
