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
  title: 'An engine that is not root has a place to write to',
  severity: 'error',
  why: 'The image is made for root: without a home of its own the engine ends with "Permission denied: /.cache", or .triton or .config.',
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
      // Of other images nobody knows whom they are made for.
      if (type !== 'vllm' || !/(?:^|\/)vllm-openai(?:[:@]|$)/.test(image ?? '')) return [];
      if (user === undefined && !isReadOnly) return [];
      const home = variableOf(container, 'HOME') ?? (user === undefined ? '/root' : undefined);
      const isWritable = (folder: string | undefined): boolean =>
        folder !== undefined &&
        (/^\/(?:tmp|dev\/shm)\b/.test(folder) ? !isReadOnly : mountOf(container, folder) !== undefined);
      // Triton's kernels and the hub's files: what every start writes.
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
          message: `without a writable place for ${wrong.join(' and ')}, and ${user === undefined ? 'its root is read-only' : `runs as ${user === 'some user' ? user : `user ${user}`}`}`,
          expected: 'with HOME, or these, in a volume',
          fix: 'Mount an emptyDir with a sizeLimit, and set HOME, HF_HOME, TRITON_CACHE_DIR, TORCHINDUCTOR_CACHE_DIR and VLLM_CACHE_ROOT into it.',
        },
      ];
    }),
};
