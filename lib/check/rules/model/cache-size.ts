import { hostNeeds } from '../../../engine/sizing/host-needs';
import { findModel } from '../../../facts/models';
import { textAt } from '../../../values/json';
import { parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { enginesOf, modelOf } from '../../views/engine-arguments';
import { modelCacheOf } from '../../views/model-cache';
import { vllmExample } from '../example-manifests';

const cache = (size: string) => ({
  container: 'volumeMounts: [{ name: cache, mountPath: /root/.cache/huggingface }]',
  pod: `volumes: [{ name: cache, emptyDir: { sizeLimit: ${size} } }]`,
});

export const cacheSize: Rule = {
  id: 'model/cache-size',
  title: 'A model cache must be larger than the model weights',
  severity: 'error',
  why: 'The kubelet evicts a pod whose emptyDir volume exceeds its limit. The download never completes, and each new pod is evicted again.',
  source: 'kubernetes.io/docs/concepts/storage/volumes/#emptydir; ai-dynamo/dynamo#11550 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample(cache('20Gi')) },
  good: { kubernetes: vllmExample(cache('40Gi')) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, type, isOpaque } = engine;
      const model = findModel(modelOf(engine) ?? '');
      const place = modelCacheOf(engine);
      if (type !== 'vllm' || isOpaque || model === undefined || place === undefined) return [];
      const limits = [
        {
          field: `${place.path}.emptyDir.sizeLimit`,
          what: 'sizeLimit',
          text: textAt(place.volume, 'emptyDir.sizeLimit'),
        },
        // Files in an emptyDir on disk or in the container itself count here too.
        {
          field: `${container.path}.resources.limits.ephemeral-storage`,
          what: 'ephemeral-storage',
          text:
            place.volume === undefined || textAt(place.volume, 'emptyDir.sizeLimit') !== undefined
              ? textAt(container.json, 'resources.limits.ephemeral-storage')
              : undefined,
        },
      ];
      return limits.flatMap(({ field, what, text }) => {
        const bytes = parseMemoryBytes(text ?? '');
        if (bytes === undefined || bytes > model.weightsBytes) return [];
        return [
          {
            in: container.pod.owner,
            field,
            message: `The ${what} of ${text} is not larger than the weights of ${model.id} (${gib(model.weightsBytes)}Gi), so the kubelet evicts the pod during the download.`,
            expected: `at least ${gib(hostNeeds(1, model).diskBytes)}Gi, with space for a second download attempt and compiled kernels`,
            fix: `Raise ${what}.`,
          },
        ];
      });
    }),
};

function gib(bytes: number): number {
  return Math.ceil(bytes / 2 ** 30);
}
