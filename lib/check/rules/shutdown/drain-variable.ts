import { listAt, numberAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { type Container, podField, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const worker = (grace: number) =>
  deploymentExample('env: [{ name: SHUTDOWN_GRACE_SECONDS, value: "60" }]', {
    pod: `terminationGracePeriodSeconds: ${grace}`,
  });

/**
 * Variables that say for how long a process finishes what it has begun, seconds: the queue worker's contract of this project, LiteLLM
 * and gunicorn behind it, LangGraph's server.
 * Sources (2026-11): docs.litellm.ai/docs/proxy/config_settings; docs.langchain.com/langgraph-platform/env-var.
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
  title: 'The grace period holds the time that a process was told to finish in',
  severity: 'error',
  why: 'The process believes that it has five minutes, and is killed after thirty seconds: the message is delivered once more, the stream is cut off.',
  source: 'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Termination of Pods" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: worker(45) },
  good: { kubernetes: worker(90) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30;
      const told = pod.containers.flatMap((container) => {
        const drain = drainOf(container);
        if (container.isInit || drain === undefined) return [];
        const seconds = drain.seconds + preStopOf(container);
        return [{ ...drain, seconds, wait: preStopOf(container) }];
      });
      const longest = told.sort((a, b) => b.seconds - a.seconds)[0];
      if (longest === undefined || grace >= longest.seconds) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.terminationGracePeriodSeconds'),
          message: `${grace} s; ${longest.name} ends ${longest.seconds} s after the beginning${longest.wait > 0 ? `, ${longest.wait} of them in preStop` : ''}`,
          expected: `${longest.seconds} or more`,
          fix: 'Raise it, or shorten what the process was told.',
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
  const said = words.flatMap((word, index) => {
    const [name = '', value] = word.split('=', 2);
    return flags.includes(name) ? [{ name, seconds: secondsOf(value ?? words[index + 1]) }] : [];
  });
  return [...found, ...said].find(({ seconds }) => Number.isFinite(seconds));
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
