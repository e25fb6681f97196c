import { listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { hostOf, serverArgumentsOf } from '../../views/server-arguments';
import { servedPods } from '../../views/services';
import { vllmExample } from '../example-manifests';

const server = (host: string) =>
  vllmExample({
    args: `--model=microsoft/phi-4, --host=${host}`,
    container: 'readinessProbe: { httpGet: { path: /health, port: http } }',
  });

const loopback = /^(?:127(?:\.\d{1,3}){3}|localhost|::1|\[::1\])$/;

export const engineAddress: Rule = {
  id: 'network/engine-address',
  title: 'A model server must listen on the address of its pod',
  severity: 'error',
  why: 'On a loopback address only the containers of its pod reach the server. Probes fail until the kubelet restarts it, and a Service gets no answer.',
  source:
    'vllm-project/production-stack#617; the default host of SGLang server_args.py; kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('127.0.0.1') },
  good: { kubernetes: server('0.0.0.0') },
  check: (picture) =>
    serverArgumentsOf(picture).flatMap((found) => {
      const { container, paths } = found;
      const { pod, json, path } = container;
      const host = hostOf(found);
      if (host === undefined || !loopback.test(host.value)) return [];
      const probes = probeFields.filter((field) => {
        const address = valueAt(json, `${field}.httpGet.host`);
        const isRemote = ['httpGet', 'tcpSocket', 'grpc'].some(
          (kind) => valueAt(json, `${field}.${kind}`) !== undefined,
        );
        return isRemote && (typeof address !== 'string' || !loopback.test(address));
      });
      // A proxy in the pod may receive the requests of a Service and call the server.
      const isAlone = listAt(pod.spec, 'containers').length === 1;
      const isServed = isAlone && servedPods(picture).has(pod);
      const [probe] = probes;
      if (probe === undefined && !isServed) return [];
      const callers = probe === undefined ? 'a Service gets no answer' : `its ${probe} fails`;
      return [
        {
          in: pod.owner,
          field: host.index === undefined ? `${path}.args` : (paths[host.index] ?? `${path}.args`),
          message: `The server listens on ${host.value}${host.index === undefined ? ', the default' : ''}, so ${callers}.`,
          expected: `${host.option}=0.0.0.0`,
          fix: `Set ${host.option}=0.0.0.0.`,
        },
      ];
    }),
};
