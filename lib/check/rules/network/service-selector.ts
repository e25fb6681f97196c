import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { podsOf } from '../../views/pods';
import { podsBehind } from '../../views/services';

const app = (selector: string, port: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: "app:1.0.0", ports: [{ name: http, containerPort: 8000 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: app, namespace: apps }
spec: { selector: { app: ${selector} }, ports: [{ port: 80, targetPort: ${port} }] }
`;

export const serviceSelector: Rule = {
  id: 'network/service-selector',
  title: 'A Service has pods',
  severity: 'error',
  why: 'Every request ends in "connection refused", while all pods are fine.',
  source: 'kubernetes.io/docs/concepts/services-networking/service (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('api', 'http') },
  good: { kubernetes: app('app', 'http') },
  check: (picture) =>
    picture.ofKind('Service').flatMap((found) => {
      const selector = mapAt(found.object, 'spec.selector');
      const neighbours = podsOf(picture).filter(
        ({ namespace }) => namespace === found.object.metadata.namespace,
      );
      // Labels of controllers are not in templates; a namespace without pods here has them elsewhere.
      const isForeign = Object.keys(selector).some((key) =>
        /leaderworkerset|statefulset\.kubernetes|ray\.io|serving\./.test(key),
      );
      if (Object.keys(selector).length === 0 || neighbours.length === 0 || isForeign) return [];
      if (podsBehind(picture, found).length > 0) return [];
      return [
        {
          in: found,
          field: 'spec.selector',
          message: `${JSON.stringify(selector)}, which no pod of the namespace has`,
          expected: 'labels of the pods',
          fix: 'Take the labels of the pod template.',
        },
      ];
    }),
};
