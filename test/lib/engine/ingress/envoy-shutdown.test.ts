import { envoyConnectionSeconds, envoyShutdown } from '../../../../lib/engine/ingress/envoy-shutdown';

test('an answer that has begun may end', () =>
  expect(envoyShutdown(100)).toEqual({
    preStopSeconds: 115,
    drainSeconds: 0,
    terminationGracePeriodSeconds: 130,
  }));

test('no pod waits longer than the cluster autoscaler does', () =>
  expect(envoyShutdown(3600).terminationGracePeriodSeconds).toBe(600));

test('connections end while their pod waits', () => {
  const shutdown = envoyShutdown(600);
  expect(envoyConnectionSeconds(shutdown)).toBe(292);
  expect(envoyConnectionSeconds(shutdown)).toBeLessThan(shutdown.preStopSeconds);
});

test('a short wait makes no connection of a moment', () =>
  expect(
    envoyConnectionSeconds({ preStopSeconds: 4, drainSeconds: 0, terminationGracePeriodSeconds: 9 }),
  ).toBe(15));
