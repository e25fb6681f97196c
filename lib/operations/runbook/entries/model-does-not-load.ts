import { workloadsOf } from '../../../platform/workloads/workload-kinds';
import { podOf } from '../chapters/example-workload';
import { durationText } from '../duration-text';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook, RunbookModelServer } from '../runbook';
import type { RunbookCause, RunbookEntry } from '../runbook-entry';
import { startupSeconds } from '../runbook-workload';

/**
 * Sources of the messages (2026-11): vllm-project/vllm `v1/core/kv_cache_utils.py`; huggingface_hub `errors.py` (GatedRepoError,
 * RepositoryNotFoundError); kubernetes/kubernetes `pkg/kubelet/eviction/helpers.go`; triton-inference-server/core.
 */
export function modelDoesNotLoad(runbook: Runbook): RunbookEntry {
  const { modelServers, platform } = runbook;
  const [server] = modelServers;
  const [vllm] = workloadsOf(platform, 'inference-server');
  const { namespace, container, reference, kind, selector } = server!.workload;
  return {
    topic: 'modelDoesNotLoad',
    symptom: 'A model server is not ready, or restarts while it loads.',
    look: [
      shell(
        podOf(server!.workload),
        `kubectl get "$POD" --namespace ${namespace} --output wide`,
        `kubectl describe "$POD" --namespace ${namespace}`,
        `kubectl logs "$POD" --namespace ${namespace} --container ${container.name} --tail 200`,
        `kubectl logs "$POD" --namespace ${namespace} --container ${container.name} --previous --tail 100`,
        `kubectl exec "$POD" --namespace ${namespace} --container ${container.name} -- df -h`,
        `kubectl get ${reference} --namespace ${namespace}`,
      ),
      kind === 'LeaderWorkerSet' ? `The first pod of ${code(selector!)} is its leader.` : undefined,
    ],
    causes: causesOf(modelServers, runbook),
    more: [
      'What each has for its start:',
      table(
        ['Server', 'Model', 'Weights from', 'Start within', 'Memory', 'Cache', 'Token'],
        modelServers.map(({ name, model, source, modelSizeGiB, workload, cacheLimit, tokenSecret }) => {
          const start = startupSeconds(workload.container);
          return [
            code(name),
            `${model}, ${modelSizeGiB} GiB`,
            source,
            start === undefined ? '' : durationText(start),
            workload.container.memory ?? '',
            cacheLimit ?? 'no limit of its own',
            tokenSecret === undefined ? '' : code(tokenSecret),
          ];
        }),
      ),
      `The time for the start follows from \`modelSizeGiB\` and where the weights come from; pulling the image does not count. ${
        vllm === undefined
          ? ''
          : `Whether a model fits into its GPUs: \`npm run aks-ai -- size ${vllm.model} ${vllm.nodePools[0]!.vmSize.name}\`.`
      }`.trimEnd(),
    ],
  };
}

function causesOf(
  servers: readonly RunbookModelServer[],
  { platform }: Runbook,
): readonly (RunbookCause | undefined)[] {
  const hasVllm = servers.some(({ engine }) => engine === 'vLLM');
  const fromHub = servers.filter(({ source }) => source === 'Hugging Face');
  const mounted = servers.filter(({ source }) => /^(container|share|claim) /.test(source));
  const groups = servers.filter(({ workload }) => workload.kind === 'LeaderWorkerSet');
  const tokens = [...new Set(fromHub.flatMap(({ tokenSecret }) => tokenSecret ?? []))];
  return [
    fromHub.length === 0
      ? undefined
      : {
          sign: '`GatedRepoError`, `401`, `403` in the log',
          cause:
            tokens.length === 0
              ? 'the model wants a token of somebody who accepted its licence, and the server has none'
              : `the token (${codes(tokens)} in the vault) is no longer good, or its owner did not accept the licence`,
          remedy:
            tokens.length === 0
              ? '`huggingFaceTokenSecret` in the definition'
              : 'accept the licence as its owner, or put another token into the vault: [A secret is renewed](#a-secret-is-renewed)',
        },
    fromHub.length === 0
      ? undefined
      : {
          sign: '`RepositoryNotFoundError`, time-outs to huggingface.co',
          cause: 'the name is wrong, or Hugging Face does not answer',
          remedy:
            'wait; a model that has to start without it belongs into a container of the storage account (`source`)',
        },
    mounted.length === 0
      ? undefined
      : {
          sign: '`ContainerCreating` for minutes, event `FailedMount`',
          cause: `${mounted.map(({ name, source }) => `${code(name)} reads its ${source}`).join(', ')}: not there, or its identity may not`,
          remedy:
            'the event says which; the role of the identity, its federated credential: [A federated token is refused](#a-federated-token-is-refused)',
        },
    {
      sign: '`CUDA out of memory`, `No available memory for the cache blocks`',
      cause: 'the GPUs are too small for the weights and the cache, or something else holds some of them',
      remedy: '`nvidia-smi` in the pod: it has to be alone; then a smaller `maxModelLen`, more `gpus`',
    },
    hasVllm
      ? {
          sign: '`larger than the maximum number of tokens that can be stored in KV cache`, `… larger than the available KV cache memory`',
          cause: 'the context does not fit beside the weights',
          remedy: 'the message says what would: `maxModelLen` in the definition, a commit',
        }
      : undefined,
    {
      sign: '`OOMKilled`',
      cause: 'the memory of the container (below), not of the GPU: weights on their way',
      remedy: '`resources.memory` in the definition; more GPUs of a node bring more memory with them',
    },
    {
      sign: '`No space left on device`; `Evicted`, `Usage of EmptyDir volume … exceeds the limit`',
      cause:
        'weights and compiled kernels are larger than the cache (below), or the disk of the node is full',
      remedy: '`modelSizeGiB` is too small in the definition, or `osDisk` of the pool',
    },
    {
      sign: 'event `Startup probe failed`, and the end comes after the time below to the second',
      cause: 'the weights arrive more slowly than was reckoned with',
      remedy:
        'how far it came is in the log; a larger `modelSizeGiB` gives more time, and a nearer source needs less',
    },
    groups.length === 0
      ? undefined
      : {
          sign: `${codes(groups.map(({ name }) => name))}: the leader waits and says nothing`,
          cause: 'a worker is not there, or does not reach the leader',
          remedy:
            'all pods of the group have to run: `--label-columns` under [Read logs](#read-logs) shows them',
        },
    servers.some(({ engine }) => engine === 'Triton')
      ? {
          sign: 'Triton: `failed to load`, `UNAVAILABLE` in the table of models',
          cause:
            'a model of the repository does not load, and one is enough to keep the server from being ready',
          remedy: 'take the model out of the repository, or out of `models` in the definition',
        }
      : undefined,
    platform.registry === undefined
      ? undefined
      : {
          sign: '`ImagePullBackOff`',
          cause: 'the image',
          remedy: '[Pods restart](#pods-restart)',
        },
  ];
}
