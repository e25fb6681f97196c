import { isJsonObject } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const handlers = ['httpGet', 'tcpSocket', 'grpc', 'exec'];

export const handler: Rule = {
  id: 'probes/handler',
  title: 'A probe must have exactly one handler',
  severity: 'error',
  why: 'Kubernetes rejects the pod. A merge of two files can combine the exec handler of one with the httpGet handler of the other.',
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
        const handlersSet = handlers.filter((each) => probe[each] !== undefined && probe[each] !== null);
        if (handlersSet.length === 1) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.${field}`,
            message:
              handlersSet.length === 0
                ? 'The probe has no handler, so Kubernetes rejects the pod.'
                : `The probe has the handlers ${handlersSet.join(' and ')}, so Kubernetes rejects the pod.`,
            expected: `exactly one of ${handlers.join(', ')}`,
            fix: handlersSet.length === 0 ? 'Add a handler, or remove the probe.' : 'Keep one handler.',
          },
        ];
      }),
    ),
};
