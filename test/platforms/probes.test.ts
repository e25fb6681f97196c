import { platform as batchQueue } from '../../examples/batch-queue';
import { platform as llmWorker } from '../../examples/llm-worker';
import type { Json } from '../links/deployment';
import { type PodTemplate, podTemplates } from '../links/pods';
import { synthesized } from '../links/synthesized';
import * as aiPlatforms from './ai-platform';
import { platform as sample } from './sample';

const definitions = {
  sample: sample.definition,
  batchQueue: batchQueue.definition,
  llmWorker: llmWorker.definition,
  ...aiPlatforms,
};

interface Probed {
  readonly where: string;
  readonly pod: PodTemplate;
  readonly container: Json;
}

/** Every container with a liveness probe, as the kubelet would read it. */
const probed: readonly Probed[] = Object.entries(definitions).flatMap(([platform, definition]) =>
  podTemplates(synthesized(definition)).flatMap((pod) =>
    (pod.template.spec.containers ?? [])
      .filter((container: Json) => container.livenessProbe !== undefined)
      .map((container: Json) => ({
        where: `${platform}: ${pod.workload.kind} ${pod.workload.metadata.name}, ${container.name}`,
        pod,
        container,
      })),
  ),
);

/** Those that break a rule, by where they are. */
const against = (isRight: (each: Probed) => boolean): readonly string[] =>
  probed.filter((each) => !isRight(each)).map(({ where }) => where);

/** Endpoints that ask another service: a database, a model, all models. */
const asksOthers = /\/health\/readiness$|\/ready$|\/v1\/models$|\/v2\/health\/ready$/;

test('there are many kinds of them', () => {
  expect(new Set(probed.map(({ container }) => container.name)).size).toBeGreaterThan(5);
});

test('liveness asks no other service', () => {
  const asked = against(({ container: { name, livenessProbe } }) => {
    // Envoy's own listener answers it, whatever becomes of the services behind it.
    return name === 'envoy' || !asksOthers.test(livenessProbe.httpGet?.path ?? '');
  });
  expect(asked).toEqual([]);
});

test('liveness of LiteLLM is not /health, which calls every model', () => {
  const paths = probed
    .filter(({ container }) => container.image.includes('litellm'))
    .map(({ container }) => container.livenessProbe.httpGet.path);
  expect(new Set(paths)).toEqual(new Set(['/health/liveliness']));
});

test('a start has a probe of its own, or liveness waits for it', () => {
  expect(
    against(
      ({ container: { startupProbe, livenessProbe } }) =>
        startupProbe !== undefined || livenessProbe.initialDelaySeconds >= 15,
    ),
  ).toEqual([]);
});

test('a container with a port has a readiness probe', () => {
  expect(
    against(
      ({ container: { ports, readinessProbe } }) => ports === undefined || readinessProbe !== undefined,
    ),
  ).toEqual([]);
});

test('every probe sets its timeout, and none is one second', () => {
  expect(
    against(({ container: { startupProbe, readinessProbe, livenessProbe } }) =>
      [startupProbe, readinessProbe, livenessProbe]
        .filter((probe) => probe !== undefined)
        .every((probe) => probe.timeoutSeconds >= 2),
    ),
  ).toEqual([]);
});

test('every probe asks a port that the container has, or a command', () => {
  expect(
    against(({ container: { ports = [], startupProbe, readinessProbe, livenessProbe } }) =>
      [startupProbe, readinessProbe, livenessProbe]
        .filter((probe) => probe?.httpGet !== undefined && probe.httpGet.port !== undefined)
        .every(({ httpGet }) =>
          ports.some((port: Json) => port.containerPort === httpGet.port || port.name === httpGet.port),
        ),
    ),
  ).toEqual([]);
});

test('the grace period holds the wait before the signal, the drain and a margin', () => {
  const secondsOf = ({ container: { args = [], lifecycle } }: Probed) => {
    const drain = (args as string[]).find((argument) => argument.startsWith('--shutdown-timeout='));
    return Number(drain?.split('=')[1] ?? 0) + (lifecycle?.preStop?.sleep?.seconds ?? 0);
  };
  const own = probed.filter(({ pod }) => pod.workload.kind !== 'Application');
  expect(own.length).toBeGreaterThan(10);
  const short = own.filter(
    (each) => each.pod.template.spec.terminationGracePeriodSeconds < secondsOf(each) + 15,
  );
  expect(short.map(({ where }) => where)).toEqual([]);
});
