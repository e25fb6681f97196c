import { vllmEngineVersion } from '../../../engine/inference/vllm-metrics';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { servingKinds } from '../../views/pods';
import { runsServer } from '../../views/serving-command';
import { drainedServerExample } from '../example-manifests';

export const engineDrain: Rule = {
  id: 'shutdown/engine-drain',
  title: 'vLLM must finish its running requests before it stops',
  severity: 'warning',
  why: 'The default shutdown timeout of vLLM is 0. On SIGTERM it breaks off every stream, at each scale-in and each rollout.',
  source: 'vllm-project/vllm#36666 (--shutdown-timeout, since 0.18) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: drainedServerExample(90, '--model=microsoft/phi-4') },
  good: { kubernetes: drainedServerExample(90) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, flags, type, isOpaque } = engine;
      const isServing = servingKinds.includes(container.pod.owner.object.kind) && runsServer(engine);
      // vLLM before 0.18 has no such flag. A custom tag does not contain the version.
      const version = vllmEngineVersion(container.image ?? '');
      const isOld = version === undefined || /^0\.(?:\d|1[0-7])(?:\.|$)/.test(version);
      if (type !== 'vllm' || !isServing || isOpaque || isOld) return [];
      if (['shutdown-timeout', 'headless', 'config'].some((flag) => flags.has(flag))) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.args`,
          message: 'vLLM runs without --shutdown-timeout, so it breaks off every stream on SIGTERM.',
          expected: '--shutdown-timeout with the time of the longest answer',
          fix: 'Add --shutdown-timeout=60, and add the same time to the grace period.',
        },
      ];
    }),
};
