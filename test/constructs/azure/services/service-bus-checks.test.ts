import { checkServiceBusProps } from '../../../../constructs/azure/services/service-bus-checks';
import type { PlatformServiceBusProps } from '../../../../constructs/azure/services/service-bus-props';
import { DefinitionError } from '../../../../lib/problems/problem-list';
import { place } from '../synthesize';

const minimal: PlatformServiceBusProps = { ...place, name: 'my-servicebus', queues: [{ name: 'tasks' }] };

/** Paths of the problems. */
function problemsOf(props: Partial<PlatformServiceBusProps>, sku = 'Standard'): readonly string[] {
  try {
    checkServiceBusProps({ ...minimal, ...props }, sku);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ path }) => path);
  }
}

describe('checkServiceBusProps()', () => {
  const archive = { name: 'archive' };

  it.each<[string, Partial<PlatformServiceBusProps>, readonly string[]]>([
    ['a queue alone', {}, []],
    ['a topic with a subscription', { topics: [{ name: 'events', subscriptions: [archive] }] }, []],
    ['a name that Azure rejects', { name: 'sb' }, ['name']],
    ['no public access with Standard', { publicNetworkAccess: false }, ['publicNetworkAccess']],
    ['messaging units with Standard', { messagingUnits: 1 }, ['messagingUnits']],
    [
      'two queues of one name, in any case',
      { queues: [{ name: 'tasks' }, { name: 'Tasks' }] },
      ['queues[1].name'],
    ],
    [
      'a topic with the name of a queue',
      { topics: [{ name: 'TASKS', subscriptions: [archive] }] },
      ['topics[0].name'],
    ],
    [
      'a topic without a subscription',
      { topics: [{ name: 'events', subscriptions: [] }] },
      ['topics[0].subscriptions'],
    ],
    [
      'two subscriptions of one name',
      { topics: [{ name: 'events', subscriptions: [archive, archive] }] },
      ['topics[0].subscriptions[1].name'],
    ],
    [
      'a subscription that keeps messages longer than its topic',
      { topics: [{ name: 'events', timeToLiveDays: 7, subscriptions: [{ ...archive, timeToLiveDays: 8 }] }] },
      ['topics[0].subscriptions[0].timeToLiveDays'],
    ],
    [
      'a lock above the maximum',
      { queues: [{ name: 'tasks', lockSeconds: 301 }] },
      ['queues[0].lockSeconds'],
    ],
  ])('reports the place: %s', (_, props, paths) => {
    expect(problemsOf(props)).toEqual(paths);
  });

  it('accepts with Premium what Standard does not support', () => {
    expect(problemsOf({ publicNetworkAccess: false, messagingUnits: 1 }, 'Premium')).toEqual([]);
  });
});
