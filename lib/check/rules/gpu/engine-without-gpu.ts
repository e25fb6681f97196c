import { listAt, mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { variableOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const engineWithoutGpu: Rule = {
  id: 'gpu/engine-without-gpu',
  title: 'A vLLM container must request a GPU',
  severity: 'error',
  why: 'A toleration and a node selector place the pod on a GPU node, but assign no GPU to it. vLLM finds no device and exits at startup.',
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
      // Devices of other vendors, claims (DRA) and devices that the runtime gives to every
      // container count too.
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
          message: 'The container has no nvidia.com/gpu limit, so vLLM finds no GPU and exits at startup.',
          expected: 'the number of GPUs that vLLM uses',
          fix: 'Add nvidia.com/gpu to resources.limits.',
        },
      ];
    }),
};
