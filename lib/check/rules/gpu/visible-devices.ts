import type { Rule } from '../../rule';
import { containersOf, variableOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const app = (value: string) =>
  deploymentExample(`env: [{ name: NVIDIA_VISIBLE_DEVICES, value: "${value}" }]`);

export const visibleDevices: Rule = {
  id: 'gpu/visible-devices',
  title: 'The device plugin must decide which GPUs a container sees',
  severity: 'error',
  why: 'The container sees GPUs that the scheduler gave to other pods, so two processes share the memory of one GPU and one of them runs out of it.',
  source: 'NVIDIA/k8s-device-plugin README "Isolation"; NVIDIA/k8s-device-plugin#1432 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('all') },
  good: { kubernetes: app('void') },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const { pod, path } = container;
      const value = variableOf(container, 'NVIDIA_VISIBLE_DEVICES');
      // Agents of the node, such as the device plugin and exporters, must see every GPU.
      if (value === undefined || /^(?:|none|void)$/.test(value) || pod.owner.object.kind === 'DaemonSet') {
        return [];
      }
      return [
        {
          in: pod.owner,
          field: `${path}.env`,
          message: `NVIDIA_VISIBLE_DEVICES is "${value}", so the container sees ${value === 'all' ? 'every GPU of its node' : 'these GPUs'}, whatever the device plugin allocated.`,
          expected: 'no NVIDIA_VISIBLE_DEVICES, and a limit for nvidia.com/gpu',
          fix: 'Remove the variable, and request the GPUs with resources.limits.',
        },
      ];
    }),
};
