import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { podField, servingKinds } from '../../views/pods';
import { servedPods } from '../../views/services';
import { serviceExample } from '../example-manifests';

const app = (lifecycle: string) => serviceExample('app', 'http', lifecycle);

export const preStop: Rule = {
  id: 'shutdown/pre-stop',
  title: 'A pod behind a Service must wait in preStop',
  severity: 'warning',
  why: 'Nodes remove the endpoint of a pod some seconds after SIGTERM. Until then, requests reach a process that no longer listens.',
  source:
    'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle (pod termination); llm-d/llm-d#1525 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('command: [run]') },
  good: { kubernetes: app('lifecycle: { preStop: { sleep: { seconds: 15 } } }') },
  check: (picture) => {
    const engines = new Set(enginesOf(picture).map(({ container }) => container.pod));
    return [...servedPods(picture)]
      .filter(
        (pod) =>
          servingKinds.includes(pod.owner.object.kind) &&
          // Database clients keep connections and find the new leader themselves.
          (pod.owner.object.kind !== 'StatefulSet' || engines.has(pod)) &&
          pod.containers.every(({ json }) => valueAt(json, 'lifecycle.preStop') === undefined),
      )
      .map((pod) => ({
        in: pod.owner,
        field: podField(pod, 'spec.containers'),
        message: 'The pod is behind a Service and has no preStop hook, so requests fail while it stops.',
        expected: 'a preStop hook that waits some seconds',
        fix: 'Add lifecycle.preStop.sleep.seconds: 15, and add the same time to the grace period.',
      }));
  },
};
