import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { podField, servingKinds } from '../../views/pods';
import { servedPods } from '../../views/services';

const app = (lifecycle: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: "app:1.0.0", ${lifecycle} }] }
---
apiVersion: v1
kind: Service
metadata: { name: app, namespace: apps }
spec: { selector: { app: app }, ports: [{ port: 80 }] }
`;

export const preStop: Rule = {
  id: 'shutdown/pre-stop',
  title: 'A pod behind a Service waits before it ends',
  severity: 'warning',
  why: 'Endpoints vanish from the nodes seconds after the signal: until then requests go to a process that no longer listens.',
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
          // Clients of databases hold connections, and find the new leader themselves.
          (pod.owner.object.kind !== 'StatefulSet' || engines.has(pod)) &&
          pod.containers.every(({ json }) => valueAt(json, 'lifecycle.preStop') === undefined),
      )
      .map((pod) => ({
        in: pod.owner,
        field: podField(pod, 'spec.containers'),
        message: 'without preStop, behind a Service',
        expected: 'with a wait of some seconds',
        fix: 'Add lifecycle.preStop.sleep.seconds: 15, and that much to the grace period.',
      }));
  },
};
