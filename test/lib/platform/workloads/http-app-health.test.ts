import type { HttpAppDefinition } from '../../../../lib/definition/application-definition';
import { probeStrategy, type Runtime } from '../../../../lib/engine/probes/probe-strategy';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { fullPlatform } from '../../../platforms/small-platform';

function resolved(app: Partial<HttpAppDefinition>) {
  const platform = resolvePlatform({
    ...fullPlatform,
    httpApps: [{ ...fullPlatform.httpApps![0]!, scaling: undefined, ...app }],
  });
  return { app: workloadsOf(platform, 'http-app')[0]!, warnings: platform.warnings };
}

test('by default the application answers the probes, without a warning', () => {
  const { app, warnings } = resolved({ maxProcessingSeconds: 90 });
  expect([app.health, warnings]).toEqual([{ type: 'application' }, []]);
});

test('a thread has a port of its own', () => {
  const { app } = resolved({ health: { type: 'thread' } });
  expect(app.health).toEqual({ type: 'thread', port: 8001 });
  expect(app.probes.liveness.action).toMatchObject({ port: 8001 });
});

test('a process counts as dead after its pause and three missed beats', () => {
  const { app } = resolved({ health: { type: 'heartbeat', everySeconds: 5, maxPauseSeconds: 20 } });
  expect(app.health).toMatchObject({ heartbeat: { everySeconds: 5, maxAgeSeconds: 35 } });
});

test.each<[number, Runtime, HttpAppDefinition['health'], RegExp | undefined]>([
  [5, 'python', undefined, undefined],
  [6, 'python', undefined, /Python does not respond while it computes.*set health/],
  [60, 'node', undefined, /Node.js does not respond while it computes/],
  [60, 'go', undefined, undefined],
  [30, 'python', { type: 'thread' }, undefined],
  [30, 'python', { type: 'heartbeat' }, undefined],
  [90, 'python', { type: 'thread' }, /Consider queueWorkers/],
  [90, 'go', undefined, /Consider queueWorkers/],
])('%i s on %s with health %p: a warning %p', (maxProcessingSeconds, runtime, health, warning) => {
  const { warnings } = resolved({ maxProcessingSeconds, runtime, health });
  expect(warnings).toHaveLength(warning === undefined ? 0 : 1);
  if (warning !== undefined) {
    expect(warnings[0]).toMatch(warning);
    expect(warnings[0]).toContain(probeStrategy({ maxProcessingSeconds, runtime }).reason);
  }
});
