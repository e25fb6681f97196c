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
  title: 'A vLLM server on several GPUs must have a memory volume at /dev/shm',
  severity: 'error',
  why: 'The default 64 MiB of /dev/shm are not enough for NCCL. vLLM ends with a bus error at startup or under load.',
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
      // Triton models may use one GPU each; the manifests do not show it.
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
          expected: `an emptyDir with medium Memory at /dev/shm, of at least ${minimumGiB} GiB and less than the memory limit`,
          fix: `Mount an emptyDir with medium: Memory and a sizeLimit of ${sharedMemoryGiBPerGpu}Gi for each GPU at /dev/shm.`,
        },
      ];
      if (mount === undefined)
        return wrong(
          `${path}.volumeMounts`,
          'The container has no volume at /dev/shm, so vLLM has 64 MiB of shared memory and can end with a bus error.',
        );
      const volume = volumes[index];
      const field = podField(pod, `spec.volumes[${index}]`);
      // Other volume types may be in memory on the node.
      if (!isJsonObject(valueAt(volume, 'emptyDir'))) return [];
      if (textAt(volume, 'emptyDir.medium') !== 'Memory') {
        return wrong(
          `${field}.emptyDir.medium`,
          'The volume at /dev/shm is on the disk of the node, so the GPU processes exchange data through the disk.',
        );
      }
      const size = parseMemoryBytes(textAt(volume, 'emptyDir.sizeLimit') ?? '');
      const memory = parseMemoryBytes(textAt(json, 'resources.limits.memory') ?? '');
      if (size === undefined) return [];
      if (size < minimumGiB * gib) {
        return wrong(
          `${field}.emptyDir.sizeLimit`,
          `The sizeLimit of /dev/shm is ${textAt(volume, 'emptyDir.sizeLimit')}, so vLLM can end with a bus error.`,
        );
      }
      if (memory === undefined || size < memory) return [];
      const both = `The sizeLimit of /dev/shm is ${textAt(volume, 'emptyDir.sizeLimit')} and the memory limit of the container is ${textAt(json, 'resources.limits.memory')}, so files in /dev/shm can use up all of its memory.`;
      return wrong(`${field}.emptyDir.sizeLimit`, both);
    }),
};

/** The minimum of KServe. Source: kserve/kserve `config/llmisvcconfig` (2026-11). */
const minimumGiB = 1;
const gib = 2 ** 30;
