import { podOf } from '../chapters/example-workload';
import { durationText } from '../duration-text';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookCause, type RunbookEntry, to } from '../runbook-entry';
import { startupSeconds } from '../runbook-workload';

/**
 * Sources of the messages (2026-11): vllm-project/vllm `v1/core/kv_cache_utils.py`; huggingface_hub
 * `errors.py` (GatedRepoError, RepositoryNotFoundError); kubernetes/kubernetes
 * `pkg/kubelet/eviction/helpers.go`; triton-inference-server/core.
 */
export function modelDoesNotLoad(runbook: Runbook): RunbookEntry {
  const { modelServers } = runbook;
  const [server] = modelServers;
  const { namespace, container, reference, kind, selector } = server!.workload;
  const sized = modelServers.find(({ engine }) => engine === 'vLLM');
  return {
    topic: 'modelDoesNotLoad',
    symptom: 'A model server does not become ready, or restarts while it loads its model.',
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
    causes: causesOf(runbook),
    more: [
      'Limits of each server for its start:',
      table(
        ['Server', 'Model', 'Weights from', 'Startup limit', 'Memory limit', 'Cache limit', 'Token'],
        modelServers.map(({ name, model, weights, modelSizeGiB, workload, cacheLimit, tokenSecret }) => {
          const start = startupSeconds(workload.container);
          return [
            code(name),
            `${model}, ${modelSizeGiB} GiB`,
            weights.text,
            start === undefined ? '' : durationText(start),
            workload.container.memory ?? '',
            cacheLimit ?? 'none',
            tokenSecret === undefined ? '' : code(tokenSecret),
          ];
        }),
      ),
      `The startup limit depends on \`modelSizeGiB\` and the source of the weights. It does not include the image pull.${
        sized?.vmSize === undefined
          ? ''
          : ` To check whether a model fits its GPUs, run \`npm run aks-ai -- size ${sized.model} ${sized.vmSize}\`.`
      }`,
    ],
  };
}

function causesOf({ modelServers: servers, inventory }: Runbook): readonly (RunbookCause | undefined)[] {
  const hasVllm = servers.some(({ engine }) => engine === 'vLLM');
  const fromHub = servers.filter(({ weights }) => weights.type === 'hugging-face');
  const mounted = servers.filter(({ weights }) => weights.isMounted);
  const groups = servers.filter(({ workload }) => workload.kind === 'LeaderWorkerSet');
  const tokens = [...new Set(fromHub.flatMap(({ tokenSecret }) => tokenSecret ?? []))];
  return [
    fromHub.length === 0
      ? undefined
      : {
          sign: '`GatedRepoError`, `401` or `403` in the log',
          cause:
            tokens.length === 0
              ? 'the model requires a token of an account that accepted its license, and the server has none'
              : `the token (${codes(tokens)} in the Key Vault) is invalid, or its account did not accept the license`,
          remedy:
            tokens.length === 0
              ? 'set `huggingFaceTokenSecret` in the definition'
              : linked`accept the license with the account of the token, or store another token in the Key Vault: ${to('secretRotation')}`,
        },
    fromHub.length === 0
      ? undefined
      : {
          sign: '`RepositoryNotFoundError`, timeouts to huggingface.co',
          cause: 'the model id is wrong, or Hugging Face does not respond',
          remedy:
            'check the model id, or wait; store a model that must start without Hugging Face in a container of the storage account (`source`)',
        },
    mounted.length === 0
      ? undefined
      : {
          sign: '`ContainerCreating` for minutes, event `FailedMount`',
          cause: `${mounted.map(({ name, weights }) => `${code(name)} mounts the ${weights.text}`).join(', ')}: it does not exist, or the identity lacks a role on it`,
          remedy: linked`read the event; check the role of the identity and its federated credential: ${to('federatedTokenRejected')}`,
        },
    {
      sign: '`CUDA out of memory`, `No available memory for the cache blocks`',
      cause:
        'the GPU memory is too small for the weights and the KV cache, or another process uses part of it',
      remedy:
        'run `nvidia-smi` in the pod: it must list no other process; then lower `maxModelLen` or add `gpus`',
    },
    hasVllm
      ? {
          sign: '`larger than the maximum number of tokens that can be stored in KV cache`, `… larger than the available KV cache memory`',
          cause: 'the KV cache for the maximum context does not fit next to the weights',
          remedy: 'set `maxModelLen` in the definition to the value that the message names, then commit',
        }
      : undefined,
    {
      sign: '`OOMKilled`',
      cause:
        'the container exceeded its memory limit (below) while it loaded the weights; this is not GPU memory',
      remedy: 'raise `resources.memory` in the definition; more GPUs per pod raise the default limit',
    },
    {
      sign: '`No space left on device`; `Evicted`, `Usage of EmptyDir volume … exceeds the limit`',
      cause:
        'the weights and compiled kernels exceed the cache limit (below), or the disk of the node is full',
      remedy: 'raise `modelSizeGiB` in the definition, or `osDisk` of the pool',
    },
    {
      sign: 'event `Startup probe failed`; the container ends exactly after the startup limit below',
      cause: 'the weights load more slowly than expected',
      remedy:
        'read the progress in the log; a larger `modelSizeGiB` raises the limit, and a closer source of the weights loads faster',
    },
    groups.length === 0
      ? undefined
      : {
          sign: `${codes(groups.map(({ name }) => name))}: the leader waits and logs nothing`,
          cause: 'a worker does not run, or cannot reach the leader',
          remedy: linked`check that all pods of the group run, with the commands under ${to('readLogs')}`,
        },
    servers.some(({ engine }) => engine === 'Triton')
      ? {
          sign: 'Triton: `failed to load`, `UNAVAILABLE` in the table of models',
          cause: 'a model of the repository does not load; one failure keeps the server from becoming ready',
          remedy: 'remove the model from the repository, or from `models` in the definition',
        }
      : undefined,
    inventory.registry === undefined
      ? undefined
      : {
          sign: '`ImagePullBackOff`',
          cause: 'the node cannot pull the image',
          remedy: linked`${to('podsRestart')}`,
        },
  ];
}
