import { prometheusVerdicts } from '../lib/engine/scaling/promql/prometheus-verdicts';
import { parse } from './promtool';
import { withPromtool } from './with-promtool';

withPromtool('the table of PromQL expressions was not compared with Prometheus', () => {
  it.each(prometheusVerdicts.filter(({ error }) => error === undefined).map(({ query }) => query))(
    'Prometheus accepts %s',
    (query) => expect(parse([query])).toBeUndefined(),
  );

  it.each(
    prometheusVerdicts.flatMap(({ query, error }) => (error === undefined ? [] : [[query, error] as const])),
  )('Prometheus rejects %s: %s', (query, error) =>
    expect(parse([query])).toContain(error.replace(/^parse error: /, '')),
  );
});
