import * as fc from 'fast-check';
import { checkQueueWorkerInput, checkWorkedQueue } from '../../../../lib/engine/queue/check-queue-worker';
import { maxDeploymentJobSeconds, queueWorkerPlan } from '../../../../lib/engine/queue/queue-worker-plan';
import { workerEnvironment } from '../../../../lib/engine/queue/worker-environment';
import { ProblemList } from '../../../../lib/problems/problem-list';

const planOf = (maxJobSeconds: number) => queueWorkerPlan({ maxJobSeconds });
const anyJob = fc.integer({ min: 1, max: 7 * 86_400 });

test.each([
  [10, 'deployment'],
  [maxDeploymentJobSeconds, 'deployment'],
  [maxDeploymentJobSeconds + 1, 'job'],
  [7200, 'job'],
])('a job of %d seconds is for a %s', (seconds, mode) => expect(planOf(seconds).mode).toBe(mode));

test.each([
  [10, 90],
  [120, 180],
  [600, 300],
])('a job of %d seconds has a lock of %d', (seconds, lock) => expect(planOf(seconds).lockSeconds).toBe(lock));

test('the lock is what Service Bus allows, and lasts for three tries to renew it', () =>
  fc.assert(
    fc.property(anyJob, fc.integer({ min: 1, max: 100 }), (maxJobSeconds, maxPauseSeconds) => {
      const { lockSeconds } = queueWorkerPlan({ maxJobSeconds, maxPauseSeconds });
      expect(lockSeconds).toBeGreaterThanOrEqual(Math.max(5, 3 * maxPauseSeconds));
      expect(lockSeconds).toBeLessThanOrEqual(300);
    }),
  ));

test('a lock is renewed for longer than the longest job', () =>
  fc.assert(
    fc.property(anyJob, (seconds) => expect(planOf(seconds).lockRenewalSeconds).toBeGreaterThan(seconds)),
  ));

test('a pod of a Deployment can always finish its job, and is never killed by the cluster autoscaler', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxDeploymentJobSeconds }), (seconds) => {
      const { drainSeconds, terminationGracePeriodSeconds } = planOf(seconds);
      expect(drainSeconds).toBeGreaterThanOrEqual(seconds);
      expect(terminationGracePeriodSeconds).toBeGreaterThan(drainSeconds);
      expect(terminationGracePeriodSeconds).toBeLessThanOrEqual(600);
    }),
  ));

test('no pod holds an upgrade of its node up for half an hour', () =>
  expect(planOf(86_400).terminationGracePeriodSeconds).toBe(1500));

test('a job has a deadline after image, start, work and exit; a Deployment has none', () => {
  expect(planOf(3600).activeDeadlineSeconds).toBe(60 + 185 + 3600 + 30);
  expect(planOf(60).activeDeadlineSeconds).toBeUndefined();
});

test('a replica has a backlog of a minute: many short jobs, one long one', () => {
  expect(planOf(1).messagesPerReplica).toBe(60);
  expect(planOf(20).messagesPerReplica).toBe(3);
  expect(planOf(300).messagesPerReplica).toBe(1);
  expect(queueWorkerPlan({ maxJobSeconds: 20, concurrency: 4 }).messagesPerReplica).toBe(12);
});

test('a job is made for as many messages as it takes', () =>
  expect(queueWorkerPlan({ maxJobSeconds: 20, concurrency: 4, mode: 'job' }).messagesPerReplica).toBe(4));

test.each([
  [10, 10],
  [1800, 5],
  [7200, 3],
])('a poison message of %d seconds is tried %d times', (seconds, deliveries) =>
  expect(planOf(seconds).maxDeliveryCount).toBe(deliveries),
);

test('the plan passes the check of its own queue', () =>
  fc.assert(
    fc.property(anyJob, fc.integer({ min: 1, max: 100 }), (maxJobSeconds, maxPauseSeconds) => {
      const problems = ProblemList.create();
      const plan = queueWorkerPlan({ maxJobSeconds, maxPauseSeconds });
      checkQueueWorkerInput({ maxJobSeconds, maxPauseSeconds, mode: plan.mode }, problems);
      checkWorkedQueue(plan, { maxPauseSeconds }, problems);
      expect(problems.problems).toEqual([]);
    }),
  ));

test('the variables of a worker', () => {
  expect(workerEnvironment(planOf(60), 'my-bus.servicebus.windows.net', { queue: 'jobs' })).toMatchSnapshot();
});

test('a worker of a subscription gets topic and subscription', () =>
  expect(workerEnvironment(planOf(60), 'h', { topic: 'events', subscription: 'embedder' })).toMatchObject({
    SERVICE_BUS_TOPIC: 'events',
    SERVICE_BUS_SUBSCRIPTION: 'embedder',
  }));

test('every wrong number is reported at once', () => {
  const problems = ProblemList.create();
  checkQueueWorkerInput(
    {
      maxJobSeconds: 0,
      concurrency: 0,
      startupSeconds: -1,
      maxPauseSeconds: 101,
      acceptableWaitSeconds: 0.5,
    },
    problems,
  );
  checkQueueWorkerInput({ maxJobSeconds: 900, mode: 'deployment' }, problems);
  checkWorkedQueue({ lockSeconds: 30, maxDeliveryCount: 1 }, {}, problems.at('queue'));
  expect(problems.problems).toMatchSnapshot();
});
