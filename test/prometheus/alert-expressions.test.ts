import { alertKindNames, alertKinds } from '../../lib/facts/alert-kinds';
import { resolvePlatform } from '../../lib/platform/resolve-platform';
import { alertRulesOf } from '../alerts/alert-rules';
import { scenarios } from '../alerts/scenarios';
import { aiPlatform } from '../platforms/ai-platform';
import { samplePlatforms as platforms } from '../platforms/sample';
import { knownMetrics } from './known-metrics';
import { readPromQl } from './promql';

const rulesByPlatform = {
  development: alertRulesOf(platforms.platform('development').resolved),
  production: alertRulesOf(platforms.platform('production').resolved),
  'a platform with everything': alertRulesOf(resolvePlatform(aiPlatform)),
};

describe.each(Object.entries(rulesByPlatform))('%s', (_, rules) => {
  it.each(rules.map(({ alert, expression }) => [alert, expression]))(
    '%s reads metrics and labels that are there',
    (_alert, expression) => expect(readPromQl(expression, knownMetrics).problems).toEqual([]),
  );

  it('waits in whole minutes, of a day at most', () => {
    for (const { forMinutes } of rules) {
      expect(forMinutes).toBeGreaterThanOrEqual(1);
      expect(forMinutes).toBeLessThanOrEqual(1440);
    }
  });
});

const { production } = rulesByPlatform;
const prometheusKinds = alertKindNames.filter((kind) => alertKinds[kind].signal === 'prometheus');

it.each(prometheusKinds)('%s has a scenario that fires and one that does not', (kind) => {
  const own = scenarios.filter(({ alert }) => alert.endsWith(`-${kind}`));
  expect(own.some(({ fires }) => fires.length > 0)).toBe(true);
  expect(own.some(({ fires }) => fires.length === 0)).toBe(true);
});

it.each(scenarios.map(({ alert, title, series }) => [alert, title, series] as const))(
  '%s, %s: the rule reads every series of the scenario',
  (alert, _title, series) => {
    const rule = production.find((each) => each.alert === alert);
    const read = readPromQl(rule!.expression, knownMetrics).metrics;
    for (const name of Object.keys(series)) {
      const { metrics, problems } = readPromQl(name, knownMetrics);
      expect(problems).toEqual([]);
      expect(read).toEqual(expect.arrayContaining([...metrics]));
    }
  },
);
