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
  title: 'The cache of an engine holds the weights',
  severity: 'error',
  why: 'The kubelet evicts a pod whose emptyDir is above its limit: in the middle of the download, again and again.',
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
        // What is in an emptyDir on disk, or in the container itself, counts here too.
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
            message: `${text}, for weights of ${gib(model.weightsBytes)}Gi`,
            expected: `${gib(hostNeeds(1, model).diskBytes)}Gi or more: a second try and compiled kernels lie there too`,
            fix: `Raise ${what}.`,
          },
        ];
      });
    }),
};

function gib(bytes: number): number {
  return Math.ceil(bytes / 2 ** 30);
}
