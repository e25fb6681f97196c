import { type MessageSettings, requireMessageSettings } from '../../../lib/facts/service-bus-limits';
import { ProblemList } from '../../../lib/problems/problem-list';

const pathsOf = (settings: MessageSettings) => {
  const problems = ProblemList.create();
  requireMessageSettings(problems, settings);
  return problems.problems.map(({ path }) => path);
};

describe('the numbers of queues, topics and subscriptions', () => {
  it.each<MessageSettings>([
    {},
    { lockSeconds: 5, maxDeliveryCount: 1, timeToLiveDays: 1, duplicateDetectionMinutes: 1 },
    { lockSeconds: 300, maxDeliveryCount: 2000, timeToLiveDays: 365, duplicateDetectionMinutes: 10_080 },
    { duplicateDetectionMinutes: false, lockSeconds: undefined },
  ])('may be %j', (settings) => expect(pathsOf(settings)).toEqual([]));

  it('are all reported at once', () => {
    expect(
      pathsOf({ lockSeconds: 4, maxDeliveryCount: 2001, timeToLiveDays: 0, duplicateDetectionMinutes: 1.5 }),
    ).toEqual(['lockSeconds', 'maxDeliveryCount', 'timeToLiveDays', 'duplicateDetectionMinutes']);
  });
});
