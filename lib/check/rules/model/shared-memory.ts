import { sharedMemoryGiBPerGpu } from '../../../engine/sizing/host-needs';
import { booleanAt, isJsonObject, listAt, textAt, valueAt } from '../../../values/json';
import { parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { gpusOf, podField } from '../../views/pods';
import { vllmExample } from '../example-manifests';

const mounted = {
  container: 'volumeMounts: [{ name: shm, mountPath: /dev/shm }]',
  pod: 'volumes: [{ name: shm, emptyDir: { medium: Memory, sizeLimit: 8Gi } }]',
};

export const sharedMemory: Rule = {
  id: 'model/shared-memory',
  title: 'An engine on several GPUs has shared memory',
  severity: 'error',
  why: 'The 64 MiB of a container are too few for NCCL: the engine ends in a bus error, at its start or under load.',
  source: 'vllm-project/vllm#1710; NVIDIA/nccl#525 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --tensor-parallel-size=2', gpus: 2 }) },
  good: {
    kubernetes: vllmExample({
      args: '--model=microsoft/phi-4, --tensor-parallel-size=2',
      gpus: 2,
      ...mounted,
    }),
  },
  check: (picture) =>
    enginesOf(picture).flatMap(({ type, container }) => {
      const { pod, json, path } = container;
      // Triton's models may use one GPU each, and nobody sees that from here.
      if (type !== 'vllm' || (gpusOf(container) ?? 0) < 2 || booleanAt(pod.spec, 'hostIPC') === true)
        return [];
      const mount = listAt(json, 'volumeMounts').find((each) => textAt(each, 'mountPath') === '/dev/shm');
      const volumes = listAt(pod.spec, 'volumes');
      const index = volumes.findIndex(
        (each) => mount !== undefined && textAt(each, 'name') === textAt(mount, 'name'),
      );
      const wrong = (field: string, message: string) => [
        {
          in: pod.owner,
          field,
          message,
          expected: `an emptyDir of medium Memory at /dev/shm, of ${leastGiB} GiB or more, within the memory limit`,
          fix: `Mount one, with a sizeLimit of ${sharedMemoryGiBPerGpu}Gi for each GPU.`,
        },
      ];
      if (mount === undefined) return wrong(`${path}.volumeMounts`, 'without /dev/shm');
      const volume = volumes[index];
      const field = podField(pod, `spec.volumes[${index}]`);
      // Of a volume that is no emptyDir nobody knows what it is on the node.
      if (!isJsonObject(valueAt(volume, 'emptyDir'))) return [];
      if (textAt(volume, 'emptyDir.medium') !== 'Memory') {
        return wrong(`${field}.emptyDir.medium`, 'a /dev/shm on the disk of the node');
      }
      const size = parseMemoryBytes(textAt(volume, 'emptyDir.sizeLimit') ?? '');
      const memory = parseMemoryBytes(textAt(json, 'resources.limits.memory') ?? '');
      if (size === undefined) return [];
      if (size < leastGiB * gib) {
        return wrong(`${field}.emptyDir.sizeLimit`, `${textAt(volume, 'emptyDir.sizeLimit')} of /dev/shm`);
      }
      if (memory === undefined || size < memory) return [];
      const both = `${textAt(volume, 'emptyDir.sizeLimit')} of /dev/shm, which counts as memory, of a container with ${textAt(json, 'resources.limits.memory')}`;
      return wrong(`${field}.emptyDir.sizeLimit`, both);
    }),
};

/** KServe's least. Source: kserve/kserve `config/llmisvcconfig` (2026-11). */
const leastGiB = 1;
const gib = 2 ** 30;
