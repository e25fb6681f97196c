import { nearestName } from '../../../problems/value-rules';
import type { Rule } from '../../rule';
import { type UnservedKind, unservedKindsOf } from '../../views/object-problems';

const budget = (version: string) => `
apiVersion: policy/${version}
kind: PodDisruptionBudget
metadata: { name: app, namespace: apps }
spec:
  minAvailable: 1
  selector: { matchLabels: { app: app } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  replicas: 2
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: "registry.example/app:1" }] }
`;

export const servedVersion: Rule = {
  id: 'schema/served-version',
  title: 'Kubernetes must serve the API version and kind',
  severity: 'error',
  why: 'The API server refuses an object of a removed API version. Helm and Argo CD then fail for the whole chart or application.',
  source:
    'kubernetes.io/docs/reference/using-api/deprecation-guide; OpenAPI of kubernetes/kubernetes v1.35.4, v1.36.3, v1.37.2 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: budget('v1beta1') },
  good: { kubernetes: budget('v1') },
  check: (picture) =>
    unservedKindsOf(picture).map((unserved) => {
      const { apiVersion, kind } = unserved.in.object;
      return {
        in: unserved.in,
        field: 'apiVersion',
        message: `Kubernetes ${unserved.version} serves no ${kind} of ${apiVersion}, so the API server refuses the object.`,
        ...correction(unserved),
      };
    }),
};

function correction({ in: { object }, served }: UnservedKind) {
  const group = object.apiVersion.split('/').slice(0, -1);
  const versions = served
    .filter((name) => name.endsWith(`/${object.kind}`))
    .map((name) => name.slice(0, -object.kind.length - 1));
  if (versions.length > 0) {
    const expected = versions.join(' or ');
    return { expected, fix: `Correct apiVersion to ${expected}, and the fields to that version.` };
  }
  const kinds = served.map((name) => name.slice(name.lastIndexOf('/') + 1));
  const nearest = nearestName(object.kind, kinds);
  return {
    expected: `a kind of ${group.join('/') || 'the core group'}`,
    fix: `Correct apiVersion and kind, or delete the object. ${nearest}`.trimEnd(),
  };
}
