import { type QueueConsumer, queueAlerts } from '../../../../lib/operations/alerts/queue-alerts';

const worker: QueueConsumer = {
  workload: 'worker',
  maxReplicas: 10,
  messagesPerReplica: 2,
  coldStartSeconds: 400,
};
const backlogOf = (...consumers: readonly QueueConsumer[]) =>
  queueAlerts([{ name: 'jobs', consumers }]).find(({ kind }) => kind === 'queue-backlog');

test('no queue, no alert', () => expect(queueAlerts([])).toEqual([]));

test('one alert covers the dead letters of every queue and topic', () => {
  const [deadLetters, ...others] = queueAlerts([
    { name: 'jobs', consumers: [] },
    { name: 'events', consumers: [] },
  ]);
  expect(deadLetters).toMatchObject({
    metric: 'DeadletteredMessages',
    threshold: 0,
    entities: ['jobs', 'events'],
  });
  expect(others).toEqual([]);
});

test('a backlog is more than all replicas of all consumers process together', () => {
  expect(backlogOf(worker)!.threshold).toBe(20);
  expect(backlogOf(worker, { ...worker, maxReplicas: 3 })!.threshold).toBe(26);
  expect(backlogOf()).toBeUndefined();
});

test.each([
  ['a short job', {}, 'PT1H'],
  ['a job of two hours', { maxJobSeconds: 7200 }, 'PT6H'],
  ['a model with a start of three hours', { coldStartSeconds: 12_000, maxJobSeconds: 3600 }, 'PT6H'],
  ['a job of ten hours', { maxJobSeconds: 36_000 }, 'PT12H'],
  ['a job of two days', { maxJobSeconds: 172_800 }, 'P1D'],
])('%s delays the backlog alert', (_, changes, window) =>
  expect(backlogOf({ ...worker, ...changes })!.window).toBe(window),
);
