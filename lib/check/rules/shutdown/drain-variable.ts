import { listAt, numberAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { type Container, podField, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const worker = (grace: number) =>
  deploymentExample('env: [{ name: SHUTDOWN_GRACE_SECONDS, value: "60" }]', {
    pod: `terminationGracePeriodSeconds: ${grace}`,
  });

/**
 * Variables with the seconds that a process has to finish its work after SIGTERM: the queue workers
 * of this project, LiteLLM with gunicorn, the LangGraph server. Sources (2026-11):
 * docs.litellm.ai/docs/proxy/config_settings; docs.langchain.com/langgraph-platform/env-var.
 */
const variables = [
  'SHUTDOWN_GRACE_SECONDS',
  'GRACEFUL_SHUTDOWN_TIMEOUT',
  'BG_JOB_SHUTDOWN_GRACE_PERIOD_SECS',
  'UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN',
];
const flags = ['--timeout-graceful-shutdown', '--graceful-timeout'];

export const drainVariable: Rule = {
  id: 'shutdown/drain-variable',
  title: 'The grace period must cover the shutdown time that a process is configured with',
  severity: 'error',
  why: 'The process expects five minutes to finish, but the kubelet kills it after thirty seconds. The message is delivered again, or the stream breaks off.',
  source: 'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Termination of Pods" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: worker(45) },
  good: { kubernetes: worker(90) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30;
      const shutdowns = pod.containers.flatMap((container) => {
        const drain = drainOf(container);
        if (container.isInit || drain === undefined) return [];
        const seconds = drain.seconds + preStopOf(container);
        return [{ ...drain, seconds, wait: preStopOf(container) }];
      });
      const longest = shutdowns.sort((a, b) => b.seconds - a.seconds)[0];
      if (longest === undefined || grace >= longest.seconds) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.terminationGracePeriodSeconds'),
          message: `The grace period is ${grace} s but ${longest.name} needs ${longest.seconds} s${longest.wait > 0 ? ` (${longest.wait} s of them in preStop)` : ''}, so the kubelet kills the process before it finishes.`,
          expected: `terminationGracePeriodSeconds of ${longest.seconds} or more`,
          fix: `Raise terminationGracePeriodSeconds, or lower ${longest.name}.`,
        },
      ];
    }),
};

function drainOf({ json }: Container): { readonly name: string; readonly seconds: number } | undefined {
  const found = listAt(json, 'env').flatMap((each) => {
    const name = textAt(each, 'name') ?? '';
    return variables.includes(name) ? [{ name, seconds: secondsOf(textAt(each, 'value')) }] : [];
  });
  const words = [...listAt(json, 'command'), ...listAt(json, 'args')].map(String);
  const flagged = words.flatMap((word, index) => {
    const [name = '', value] = word.split('=', 2);
    return flags.includes(name) ? [{ name, seconds: secondsOf(value ?? words[index + 1]) }] : [];
  });
  return [...found, ...flagged].find(({ seconds }) => Number.isFinite(seconds));
}

function secondsOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}

function preStopOf({ json }: Container): number {
  const command = listAt(json, 'lifecycle.preStop.exec.command').map(String).join(' ');
  return (
    numberAt(json, 'lifecycle.preStop.sleep.seconds') ?? Number(/\bsleep\s+(\d+)/.exec(command)?.[1] ?? 0)
  );
}
