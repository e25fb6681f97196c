import { images } from '../../../facts/versions';
import { listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { portOf } from '../../views/pods';
import { listeningPortOf, serverArgumentsOf } from '../../views/server-arguments';
import { podsBehind } from '../../views/services';
import { deploymentExample } from '../example-manifests';

const server = (port: number) =>
  `${deploymentExample(
    `args: [--model=microsoft/phi-4, --port=${port}], ports: [{ name: http, containerPort: 8000 }]`,
    { image: images.vllm.reference },
  )}---
apiVersion: v1
kind: Service
metadata: { name: app, namespace: apps }
spec: { selector: { app: app }, ports: [{ port: 80, targetPort: http }] }
`;

export const enginePort: Rule = {
  id: 'network/engine-port',
  title: 'A Service must send requests to the port of the model server',
  severity: 'error',
  why: 'A containerPort does not change where the server listens. Every request fails with "connection refused", although a probe on another port may succeed.',
  source:
    'kubernetes.io/docs/concepts/services-networking/service; kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1, "Ports" (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: server(8080) },
  good: { kubernetes: server(8000) },
  check: (picture) => {
    const servers = serverArgumentsOf(picture);
    return picture.ofKind('Service').flatMap((service) =>
      podsBehind(picture, service).flatMap((pod) => {
        // Another container may listen on any port.
        if (listAt(pod.spec, 'containers').length !== 1) return [];
        return servers.flatMap((found) => {
          const port = found.container.pod === pod ? listeningPortOf(found) : undefined;
          const listening = Number(port?.value);
          // Triton and TGI listen on further ports.
          if (!Number.isInteger(listening) || found.engine === 'triton' || found.engine === 'tgi') return [];
          return listAt(service.object, 'spec.ports').flatMap((each, index) => {
            const target = valueAt(each, 'targetPort') ?? valueAt(each, 'port');
            const number = typeof target === 'number' ? target : portOf(found.container, target);
            // Engines send messages to each other on ports that the Service may name.
            const isMain = listAt(service.object, 'spec.ports').length === 1;
            if (number === undefined || number === listening || !isMain) return [];
            return [
              {
                in: service,
                field: `spec.ports[${index}]`,
                message: `The Service sends requests to port ${number}, but the server listens on port ${listening}, so every request fails.`,
                expected: `port ${listening}`,
                fix: `Set targetPort and containerPort to ${listening}, or ${port!.option}=${number}.`,
              },
            ];
          });
        });
      }),
    );
  },
};
