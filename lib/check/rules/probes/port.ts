import { images } from '../../../facts/versions';
import { fieldPath, listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { type Engine, enginesOf, flagOf } from '../../views/engine-arguments';
import { containersOf, portOf, variableOf } from '../../views/pods';
import { runsServer } from '../../views/serving-command';
import { deploymentExample } from '../example-manifests';

const server = (probe: string) =>
  deploymentExample(
    `args: [--model=microsoft/phi-4], ports: [{ name: http, containerPort: 8000 }], ${probe}`,
    { image: images.vllm.reference },
  );

export const port: Rule = {
  id: 'probes/port',
  title: 'A probe must use a port of its container',
  severity: 'error',
  why: 'The probe never gets an answer. The kubelet restarts the container again and again, and its log shows no error.',
  source:
    'kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('livenessProbe: { httpGet: { path: /health, port: 8080 } }') },
  good: { kubernetes: server('livenessProbe: { httpGet: { path: /health, port: http } }') },
  check: (picture) => {
    const engines = new Map(enginesOf(picture).map((engine) => [engine.container, engine]));
    return containersOf(picture).flatMap((container) =>
      probeFields.flatMap((field) => {
        const { pod, json, path } = container;
        const probed = ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) => {
          const value = valueAt(json, `${field}.${kind}.port`);
          return value === undefined ? [] : [{ kind, value }];
        })[0];
        if (probed === undefined) return [];
        const { kind, value } = probed;
        const found = (message: string, expected: string) => [
          {
            in: pod.owner,
            field: `${fieldPath(path, field)}.${kind}.port`,
            message,
            expected,
            fix: 'Correct the port.',
          },
        ];
        const number = portOf(container, value) ?? value;
        if (typeof number === 'string') {
          if (/^\d+$|\{\{/.test(number)) return [];
          const names = listAt(json, 'ports').flatMap((each) => valueAt(each, 'name') ?? []);
          return found(
            `The container has no port named "${number}", so the probe never gets an answer.`,
            names.length === 0
              ? 'a port number, because the container names no port'
              : `one of the ports of the container: ${names.join(', ')}`,
          );
        }
        // A container can listen on a port that it does not declare. The port of an engine is
        // known.
        const engine = engines.get(container);
        const httpPort = kind === 'httpGet' && engine !== undefined ? httpPortOf(engine) : undefined;
        if (httpPort === undefined || number === httpPort) return [];
        return found(
          `${engine!.type} does not listen on port ${number}, so the probe never gets an answer.`,
          `port ${httpPort}`,
        );
      }),
    );
  },
};

/**
 * Port of the HTTP API of an engine; undefined if a file, a shell or a separate process sets it.
 * Sources (2026-11): vLLM `entrypoints/openai/cli_args.py`; Triton `src/command_line_parser.cc`;
 * litellm `proxy/proxy_cli.py`.
 */
function httpPortOf(engine: Engine): number | undefined {
  const { container, type, flags, isOpaque } = engine;
  const hasSeparateHealthApp = variableOf(container, 'SEPARATE_HEALTH_APP') !== undefined;
  const isConfiguredElsewhere =
    hasSeparateHealthApp || (type === 'vllm' && (flags.has('config') || flags.has('headless')));
  if (isOpaque || isConfiguredElsewhere || !runsServer(engine)) return undefined;
  const portFlag = flagOf(engine, type === 'triton' ? 'http-port' : 'port');
  const port = Number(portFlag ?? (type === 'litellm' ? liteLlmPort(engine) : 8000));
  return Number.isInteger(port) ? port : undefined;
}

/** LiteLLM also reads its port from a variable. */
function liteLlmPort({ container }: Engine): number | undefined {
  const isSet = listAt(container.json, 'env').some((each) => valueAt(each, 'name') === 'PORT');
  return isSet ? undefined : 4000;
}
