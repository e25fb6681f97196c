import { listAt, numberAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { podField, podsOf } from '../../views/pods';
import { drainedServerExample } from '../example-manifests';

export const gracePeriod: Rule = {
  id: 'shutdown/grace-period',
  title: 'The grace period must cover the preStop wait and the drain',
  severity: 'error',
  why: 'The kubelet kills the engine in the middle of answers that it still had time to finish.',
  source:
    'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle (pod termination); kserve/kserve#5496 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: drainedServerExample(60) },
  good: { kubernetes: drainedServerExample(90) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30;
      const engines = enginesOf(picture).filter(({ container }) => container.pod === pod);
      const shutdownTimes = pod.containers.map((container) => {
        const drain = engines
          .filter((engine) => engine.container === container && !engine.flags.has('headless'))
          .map((engine) =>
            Number(flagOf(engine, 'shutdown-timeout') ?? flagOf(engine, 'exit-timeout-secs') ?? 0),
          );
        const command = listAt(container.json, 'lifecycle.preStop.exec.command').map(String).join(' ');
        const sleep =
          numberAt(container.json, 'lifecycle.preStop.sleep.seconds') ??
          Number(/\bsleep\s+(\d+)/.exec(command)?.[1] ?? 0);
        return {
          name: textAt(container.json, 'name'),
          seconds: sleep + Math.max(0, ...drain.filter(Number.isFinite)),
        };
      });
      const slowest = shutdownTimes.sort((a, b) => b.seconds - a.seconds)[0];
      if (slowest === undefined || slowest.seconds === 0 || grace >= slowest.seconds + marginSeconds)
        return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.terminationGracePeriodSeconds'),
          message: `The grace period is ${grace} s but ${slowest.name} waits and drains for ${slowest.seconds} s, so the kubelet kills it in the middle of answers.`,
          expected: `terminationGracePeriodSeconds of ${slowest.seconds + marginSeconds} or more`,
          fix: 'Raise terminationGracePeriodSeconds, or shorten the drain.',
        },
      ];
    }),
};

/** Seconds from the end of the drain to the exit of the process. */
const marginSeconds = 5;
