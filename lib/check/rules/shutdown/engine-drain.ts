import { vllmEngineVersion } from '../../../engine/inference/vllm-metrics';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { servingKinds } from '../../views/pods';
import { runsServer } from '../../views/serving-command';

const server = (spec: string, args = '--model=microsoft/phi-4, --shutdown-timeout=60') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    metadata: { labels: { app: vllm } }
    spec:
      ${spec}
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.32.0
          args: [${args}]
          ports: [{ name: http, containerPort: 8000 }]
          lifecycle: { preStop: { sleep: { seconds: 15 } } }
`;

export const engineDrain: Rule = {
  id: 'shutdown/engine-drain',
  title: 'vLLM finishes its answers before it ends',
  severity: 'warning',
  why: 'Its default is 0: on SIGTERM every stream is cut off, on each scale-in and each rollout.',
  source: 'vllm-project/vllm#36666 (--shutdown-timeout, since 0.18) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('terminationGracePeriodSeconds: 90', '--model=microsoft/phi-4') },
  good: { kubernetes: server('terminationGracePeriodSeconds: 90') },
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
