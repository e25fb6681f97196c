import { startupBudgetSeconds, toProbe } from '../../../../constructs/kubernetes/pods/probes';
import { appProbes } from '../samples';

const timing = {
  initialDelaySeconds: 1,
  periodSeconds: 2,
  timeoutSeconds: 3,
  failureThreshold: 4,
  successThreshold: 5,
};

test('an HTTP probe sets every number', () => {
  const probe = toProbe({ ...timing, action: { type: 'http', path: '/live', port: 8000 } });
  expect(probe).toEqual({ ...timing, httpGet: { path: '/live', port: { value: 8000 } } });
});

test('a command probe', () => {
  const probe = toProbe({ ...timing, action: { type: 'exec', command: ['test', '-f', '/tmp/live'] } });
  expect(probe).toEqual({ ...timing, exec: { command: ['test', '-f', '/tmp/live'] } });
});

test('the startup budget is the delay and all failures', () => {
  const startup = { ...appProbes.startup, ...timing };
  expect(startupBudgetSeconds({ ...appProbes, startup })).toBe(1 + 2 * 4);
});
