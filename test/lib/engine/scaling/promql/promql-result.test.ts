import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { promQlResult } from '../../../../../lib/engine/scaling/promql/promql-result';
import { prometheusVerdicts } from './prometheus-verdicts';

describe('the verdict of Prometheus', () => {
  it('is known for valid and invalid expressions', () => {
    expect(prometheusVerdicts.filter(({ error }) => error === undefined).length).toBeGreaterThan(100);
    expect(prometheusVerdicts.filter(({ error }) => error !== undefined).length).toBeGreaterThan(75);
  });

  it.each(prometheusVerdicts)('holds for $query', ({ query, type, error, experimental }) => {
    const result = promQlResult(query);
    expect(result.problem === undefined).toBe(error === undefined || experimental === true);
    if (type !== undefined) expect(result.type).toBe(type);
  });
});

test.each([
  ['sum(vllm:num_requests_waiting{namespace="a", model_name=~"x|y"})', 'total'],
  ['count(up)', 'total'],
  ['sum by () (a)', 'total'],
  ['sum(a) / 60', 'total'],
  ['60 * sum(a)', 'total'],
  ['sum(a) + sum(b)', 'total'],
  ['sum(a) or vector(0)', 'total'],
  ['ceil(sum(rate(a[5m] offset 1h)))', 'total'],
  ['max_over_time(sum(a)[5m:1m])', 'total'],
  ['avg(a)', 'level'],
  ['1 - avg(a)', 'level'],
  ['max(a)', 'level'],
  ['quantile(0.9, a)', 'level'],
  ['sum(rate(a[5m])) / sum(rate(b[5m]))', 'level'],
  ['histogram_quantile(0.95, sum by (le) (rate(a_bucket[5m])))', 'level'],
  ['histogram_quantile(0.95, sum(rate(a_bucket[5m])) by (le))', 'level'],
  ['scalar(a)', 'unknown'],
  ['vector(1)', 'number'],
])('%s is one series, a %s', (query, amount) => {
  const result = promQlResult(query);
  expect(result.problem).toBeUndefined();
  expect(result).toMatchObject({ series: 'one', amount });
});

test.each([
  'vllm:num_requests_waiting',
  '{__name__="a"}',
  'sum(a) by (pod)',
  'sum without (pod) (a)',
  'topk(1, a)',
  'rate(a[5m])',
  'sum(a) / b',
  'sum by (pod) (a) > bool on (pod) sum(b)',
  'histogram_quantile(0.95, rate(a_bucket[5m]))',
  'sum by (le) (a) + histogram_quantile(0.95, rate(a_bucket[5m]))',
  'histogram_quantile(0.95, sum by (le, pod) (rate(a_bucket[5m])))',
])('%s may be several series', (query) => {
  const { series, problem } = promQlResult(query);
  expect(problem).toBeUndefined();
  expect(series).toBe('several');
});

test.each([
  ['sum(a', 'the expression is incomplete'],
  ['', 'the expression is empty'],
  ['sum()', 'sum() has 0 arguments and needs 1'],
  ['sum(a) b', 'unexpected "b" at character 8'],
  ['$a', 'unexpected "$" at character 1'],
  ['a{b="c"', 'the expression is incomplete'],
  ['a{b=c}', 'unexpected "c" at character 5'],
  [')', 'unexpected ")" at character 1'],
  ['sum(rate(a))', 'rate() needs a range vector, and "a" is an instant vector'],
  ['max_over_tme(a[5m])', 'the function max_over_tme() does not exist. Did you mean "max_over_time"?'],
  ['a{b=~"c\\.d"}', 'the string "c\\.d" lacks its closing quote or has an invalid escape sequence'],
  ['a{b=~"(?!c).*"}', 'the regular expression "(?!c).*" uses a lookaround or a back-reference'],
  ['1 > 2', 'a comparison of two scalars needs bool: > bool'],
  ['sum(a)[5m]', 'the range "[5m]" does not follow a selector; a subquery has a colon: [5m:]'],
])('%s is invalid: %s', (query, problem) =>
  expect(promQlResult(query).problem).toBe(`"${query}" is not valid PromQL: ${problem}`),
);

test('the series that a query reads are listed with their matchers', () =>
  expect(
    promQlResult('sum(a{b="c\\"d", e!~`f.`}) / sum({"g.h", i=~"j"} offset 5m) > max({__name__="k"})')
      .selectors,
  ).toEqual([
    {
      metric: 'a',
      matchers: [
        { label: 'b', operator: '=', value: 'c"d' },
        { label: 'e', operator: '!~', value: 'f.' },
      ],
    },
    { metric: 'g.h', matchers: [{ label: 'i', operator: '=~', value: 'j' }] },
    { metric: 'k', matchers: [{ label: '__name__', operator: '=', value: 'k' }] },
  ]));

test('the grammar is loaded with the first query, not with the module', () => {
  const script = `
    const loaded = () => Object.keys(require.cache).some((file) => file.includes('lezer-promql'));
    const { promQlResult } = require('./lib/engine/scaling/promql/promql-result');
    const before = loaded();
    promQlResult('sum(a)');
    console.log(JSON.stringify([before, loaded()]));
  `;
  const { stdout } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
    cwd: path.join(__dirname, '../../../../..'),
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual([false, true]);
});
