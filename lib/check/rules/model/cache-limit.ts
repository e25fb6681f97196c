import { isJsonObject, listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { podField } from '../../views/pods';
import { type VllmExample, vllmExample } from '../example-manifests';

const cache = (emptyDir: string): VllmExample => ({
  container: 'volumeMounts: [{ name: cache, mountPath: /root/.cache }]',
  pod: `volumes: [{ name: cache, emptyDir: ${emptyDir} }]`,
});

export const cacheLimit: Rule = {
  id: 'model/cache-limit',
  title: 'The emptyDir volumes of a model server must have a sizeLimit',
  severity: 'warning',
  why: 'A download into a volume without a limit can fill the disk of the node. Then the kubelet evicts pods on it.',
  source: 'kubernetes.io/docs/concepts/storage/volumes/#emptydir; ai-dynamo/dynamo#11550 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample(cache('{}')) },
  good: { kubernetes: vllmExample(cache('{ sizeLimit: 40Gi }')) },
  check: (picture) => {
    const seen = new Set<unknown>();
    return enginesOf(picture).flatMap(({ type, container: { pod, json } }) => {
      if (type === 'litellm') return [];
      const mounted = listAt(json, 'volumeMounts').map((each) => textAt(each, 'name'));
      return listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        const emptyDir = valueAt(volume, 'emptyDir');
        if (!isJsonObject(emptyDir) || emptyDir['sizeLimit'] !== undefined || seen.has(volume)) return [];
        if (!mounted.includes(textAt(volume, 'name'))) return [];
        seen.add(volume);
        const isInMemory = emptyDir['medium'] === 'Memory';
        return [
          {
            in: pod.owner,
            field: podField(pod, `spec.volumes[${index}].emptyDir.sizeLimit`),
            message: `The emptyDir volume "${textAt(volume, 'name')}" has no sizeLimit, so its files can fill the ${isInMemory ? 'memory' : 'disk'} of the node.`,
            expected: isInMemory
              ? 'a few GiB, within the memory limit of the container'
              : 'the size of the model weights plus a reserve',
            fix: 'Set emptyDir.sizeLimit.',
          },
        ];
      });
    });
  },
};
