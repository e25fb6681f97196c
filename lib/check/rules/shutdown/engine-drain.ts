import { vllmEngineVersion } from '../../../engine/inference/vllm-metrics';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { servingKinds } from '../../views/pods';
import { runsServer } from '../../views/serving-command';
import { drainedServerExample } from '../example-manifests';

export const engineDrain: Rule = {
  id: 'shutdown/engine-drain',
  title: 'vLLM finishes its answers before it ends',
  severity: 'warning',
  why: 'Its default is 0: on SIGTERM every stream is cut off, on each scale-in and each rollout.',
  source: 'vllm-project/vllm#36666 (--shutdown-timeout, since 0.18) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: drainedServerExample(90, '--model=microsoft/phi-4') },
  good: { kubernetes: drainedServerExample(90) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, flags, type, isOpaque } = engine;
      const isServing = servingKinds.includes(container.pod.owner.object.kind) && runsServer(engine);
      // Before 0.18 there is no such flag; a tag of somebody's own does not say which version it is.
      const version = vllmEngineVersion(container.image ?? '');
      const isOld = version === undefined || /^0\.(?:\d|1[0-7])(?:\.|$)/.test(version);
      if (type !== 'vllm' || !isServing || isOpaque || isOld) return [];
      if (['shutdown-timeout', 'headless', 'config'].some((flag) => flags.has(flag))) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.args`,
          message: 'without --shutdown-timeout',
          expected: 'with the time that the longest answer takes',
          fix: 'Add --shutdown-timeout=60, and that much to the grace period.',
        },
      ];
    }),
};
