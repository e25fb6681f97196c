import { listAt, textAt } from '../../json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { gpusOf } from '../../views/pods';

const server = (args: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    spec:
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.32.0
          args: [${args}]
          resources: { limits: { nvidia.com/gpu: 2 } }
          ${more}
`;

const mounted =
  'volumeMounts: [{ name: shm, mountPath: /dev/shm }]\n      volumes: [{ name: shm, emptyDir: { medium: Memory, sizeLimit: 8Gi } }]';

export const sharedMemory: Rule = {
  id: 'model/shared-memory',
  title: 'An engine on several GPUs has shared memory',
  severity: 'error',
  why: 'The 64 MiB of a container are too few for NCCL: the engine ends in a bus error, at its start or under load.',
  source: 'vllm-project/vllm#1710; NVIDIA/nccl#525 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('--model=microsoft/phi-4, --tensor-parallel-size=2') },
  good: { kubernetes: server('--model=microsoft/phi-4, --tensor-parallel-size=2', mounted) },
  check: (picture) =>
    enginesOf(picture).flatMap(({ type, container }) => {
      const { pod, json, path } = container;
      if (type === 'litellm' || (gpusOf(container) ?? 0) < 2) return [];
      const mount = listAt(json, 'volumeMounts').find((each) => textAt(each, 'mountPath') === '/dev/shm');
      const volume = listAt(pod.spec, 'volumes').find(
        (each) => textAt(each, 'name') === textAt(mount, 'name'),
      );
      if (mount !== undefined && textAt(volume, 'emptyDir.medium') === 'Memory') return [];
      return [
        {
          in: pod.owner,
          field: `${path}.volumeMounts`,
          is: mount === undefined ? 'without /dev/shm' : 'with a /dev/shm that is not in memory',
          mustBe: 'with an emptyDir of medium Memory at /dev/shm',
          fix: 'Mount one, with a sizeLimit of some GiB for each GPU, within the memory limit.',
        },
      ];
    }),
};
