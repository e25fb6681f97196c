import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { modelCacheOf, mountOf, userOf } from '../../views/model-cache';
import { variableOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

const user = 'securityContext: { runAsUser: 1000, runAsNonRoot: true }';
const home = {
  container: `${user}
          env: [{ name: HOME, value: /cache }]
          volumeMounts: [{ name: cache, mountPath: /cache }]`,
  pod: 'volumes: [{ name: cache, emptyDir: { sizeLimit: 40Gi } }]',
};

export const writableCaches: Rule = {
  id: 'model/writable-caches',
  title: 'A vLLM container that cannot write to its image must mount a writable cache',
  severity: 'error',
  why: 'The image expects to run as root. Without a writable home directory vLLM exits with "Permission denied: /.cache" (or .triton, .config).',
  source: 'llm-d/llm-d#1430; vllm-project/vllm#9118 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ container: user }) },
  good: { kubernetes: vllmExample(home) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, type } = engine;
      const { json, pod, path, image } = container;
      const user = userOf(container);
      const isReadOnly = valueAt(json, 'securityContext.readOnlyRootFilesystem') === true;
      // Other images may be built for another user.
      if (type !== 'vllm' || !/(?:^|\/)vllm-openai(?:[:@]|$)/.test(image ?? '')) return [];
      if (user === undefined && !isReadOnly) return [];
      const home = variableOf(container, 'HOME') ?? (user === undefined ? '/root' : undefined);
      const isWritable = (folder: string | undefined): boolean =>
        folder !== undefined &&
        (/^\/(?:tmp|dev\/shm)\b/.test(folder) ? !isReadOnly : mountOf(container, folder) !== undefined);
      // Every start writes Triton kernels and files of the Hugging Face hub.
      const hub = modelCacheOf(engine)?.folder;
      const triton =
        variableOf(container, 'TRITON_CACHE_DIR') ?? (home === undefined ? undefined : `${home}/.triton`);
      const wrong = [
        ...(isWritable(hub) || isWritable(home) ? [] : ['HF_HOME']),
        ...(isWritable(triton) || isWritable(home) ? [] : ['TRITON_CACHE_DIR']),
      ];
      const isElsewhere = Array.isArray(json['envFrom']) && json['envFrom'].length > 0;
      if (wrong.length === 0 || isElsewhere) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.env`,
          message: `${user === undefined ? 'The container has a read-only root file system' : `The container runs as ${user === 'some user' ? 'a user other than root' : `user ${user}`}`} and has no writable directory for ${wrong.join(' and ')}, so vLLM exits at startup.`,
          expected: `${wrong.join(' and ')}, or HOME, in a mounted volume`,
          fix: 'Mount an emptyDir with a sizeLimit, and set HOME, HF_HOME, TRITON_CACHE_DIR, TORCHINDUCTOR_CACHE_DIR and VLLM_CACHE_ROOT to directories in it.',
        },
      ];
    }),
};
