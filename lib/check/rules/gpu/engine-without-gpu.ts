import { listAt, mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { variableOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const engineWithoutGpu: Rule = {
  id: 'gpu/engine-without-gpu',
  title: 'An engine that is built for GPUs asks for one',
  severity: 'error',
  why: 'A toleration and a selector bring the pod to a node with GPUs, and give it none: the engine finds no device and ends at its start.',
  source: 'Azure/AKS#2514; kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ resources: 'limits: { memory: 32Gi }' }) },
  good: { kubernetes: vllmExample({ resources: 'limits: { memory: 32Gi, nvidia.com/gpu: 1 }' }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container } = engine;
      const { json, pod, path, image } = container;
      const resources = Object.keys({
        ...mapAt(json, 'resources.limits'),
        ...mapAt(json, 'resources.requests'),
      });
      // Any device of a vendor counts; a claim (DRA) and a device that the runtime gives to all are ways of their own.
      const hasOther =
        resources.some((resource) => resource.includes('/')) ||
        listAt(json, 'resources.claims').length > 0 ||
        variableOf(container, 'NVIDIA_VISIBLE_DEVICES') !== undefined ||
        flagOf(engine, 'device') === 'cpu';
      if (engine.type !== 'vllm' || hasOther || !/(?:^|\/)vllm-openai(?:[:@]|$)/.test(image ?? '')) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.resources.limits["nvidia.com/gpu"]`,
          message: 'left out',
          expected: 'the number of GPUs of the engine',
          fix: 'Add nvidia.com/gpu to the limits.',
        },
      ];
    }),
};
