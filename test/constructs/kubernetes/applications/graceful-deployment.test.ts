import {
  checkShutdown,
  GracefulDeployment,
} from '../../../../constructs/kubernetes/applications/graceful-deployment';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { messageOf, objectOf, synthesize } from '../synthesize';

const labels = { app: 'app' };
const container = { name: 'app', image: 'app:1' };
const synth = (preStopSeconds: number, lifecycle?: { postStart: { exec: { command: string[] } } }) =>
  synthesize(
    (chart) =>
      new GracefulDeployment(
        chart,
        'deployment',
        {
          metadata: { name: 'app' },
          spec: {
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: {
                containers: [
                  { ...container, lifecycle },
                  { ...container, name: 'sidecar' },
                ],
              },
            },
          },
        },
        preStopSeconds,
      ),
  );
const containersOf = (...args: Parameters<typeof synth>) =>
  objectOf(synth(...args), 'Deployment').spec.template.spec.containers;

describe('GracefulDeployment', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth(15)));

  it('waits in the first container before the stop signal', () =>
    expect(containersOf(15)[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } }));

  it('changes no other container', () => expect(containersOf(15)[1]).not.toHaveProperty('lifecycle'));

  it('has no hook for 0 seconds, which Kubernetes rejects', () =>
    expect(containersOf(0)[0]).not.toHaveProperty('lifecycle'));

  it('keeps another hook of the container', () => {
    const postStart = { exec: { command: ['true'] } };
    expect(containersOf(5, { postStart })[0].lifecycle).toEqual({
      postStart,
      preStop: { sleep: { seconds: 5 } },
    });
  });
});

describe('checkShutdown', () => {
  const check = (terminationGracePeriodSeconds: number) => {
    const problems = ProblemList.create();
    checkShutdown({ preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds }, problems);
    problems.throwIfAny('the shutdown');
  };

  it('accepts a grace period that is longer than the wait plus the drain', () =>
    expect(() => check(76)).not.toThrow());

  it('rejects a grace period that is as long as the wait plus the drain', () =>
    expect(messageOf(() => check(75))).toContain(
      'terminationGracePeriodSeconds: 75 seconds are shorter than the wait (15) plus the drain (60)',
    ));
});
