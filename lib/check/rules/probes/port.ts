import { defaultVllmImage } from '../../../facts/vllm-image';
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
    { image: defaultVllmImage },
  );

export const port: Rule = {
  id: 'probes/port',
  title: 'A probe asks a port that the container has',
  severity: 'error',
  why: 'The probe never gets an answer: the container is killed again and again, and its log says nothing.',
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
        const asked = ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) => {
          const value = valueAt(json, `${field}.${kind}.port`);
          return value === undefined ? [] : [{ kind, value }];
        })[0];
        if (asked === undefined) return [];
        const { kind, value } = asked;
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
            `"${number}", which the container does not have`,
            `one of its ports: ${names.join(', ') || 'it names none'}`,
          );
        }
        // A number may be open without being said; of an engine it is known.
        const engine = engines.get(container);
        const right = kind === 'httpGet' && engine !== undefined ? httpPortOf(engine) : undefined;
        if (right === undefined || number === right) return [];
        return found(`${number}, where ${engine!.type} does not listen`, `${right}`);
      }),
    );
  },
};

/**
 * Port of an engine's HTTP API; undefined where a file, a shell or a process of its own decides it.
 * Sources (2026-11): vLLM `entrypoints/openai/cli_args.py`; Triton `src/command_line_parser.cc`; litellm `proxy/proxy_cli.py`.
 */
function httpPortOf(engine: Engine): number | undefined {
  const { container, type, flags, isOpaque } = engine;
  const ownHealth = variableOf(container, 'SEPARATE_HEALTH_APP') !== undefined;
  const isElsewhere = ownHealth || (type === 'vllm' && (flags.has('config') || flags.has('headless')));
  if (isOpaque || isElsewhere || !runsServer(engine)) return undefined;
  const given = flagOf(engine, type === 'triton' ? 'http-port' : 'port');
  const port = Number(given ?? (type === 'litellm' ? liteLlmPort(engine) : 8000));
  return Number.isInteger(port) ? port : undefined;
}

/** LiteLLM also reads its port from a variable. */
function liteLlmPort({ container }: Engine): number | undefined {
  const isSet = listAt(container.json, 'env').some((each) => valueAt(each, 'name') === 'PORT');
  return isSet ? undefined : 4000;
}
