import { isJsonObject } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const handlers = ['httpGet', 'tcpSocket', 'grpc', 'exec'];

export const handler: Rule = {
  id: 'probes/handler',
  title: 'A probe asks in one way',
  severity: 'error',
  why: 'Kubernetes refuses the pod. It is what a merge of two files makes: the exec of the one beside the httpGet of the other.',
  source: 'kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1, Probe (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: deploymentExample(
      'livenessProbe: { httpGet: { path: /live, port: 80 }, exec: { command: [cat, /tmp/alive] }, timeoutSeconds: 10 }',
    ),
  },
  good: { kubernetes: deploymentExample('livenessProbe: { httpGet: { path: /live, port: 80 } }') },
  check: (picture) =>
    containersOf(picture).flatMap(({ json, path, pod }) =>
      probeFields.flatMap((field) => {
        const probe = json[field];
        if (!isJsonObject(probe)) return [];
        const given = handlers.filter((each) => probe[each] !== undefined && probe[each] !== null);
        if (given.length === 1) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.${field}`,
            message: given.length === 0 ? 'without a way to ask' : `both ${given.join(' and ')}`,
            expected: `one of ${handlers.join(', ')}`,
            fix: given.length === 0 ? 'Add one, or remove the probe.' : 'Remove one.',
          },
        ];
      }),
    ),
};
