import { checkPicture } from '../../../../lib/check/check-picture';
import { keptSeries } from '../../../../lib/check/rules/cluster/kept-series';
import { pictureOf } from '../example-picture';

const settings = (data: object) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ama-metrics-settings-configmap, namespace: kube-system }
data: ${JSON.stringify(data)}
`;

/** Messages for a rule with the expression. */
function found(
  expression: string,
  kubernetes: string = settings({}),
  more: readonly object[] = [],
): readonly string[] {
  const group = { name: 'rules', rule: [{ alert: 'mine', expression }, ...more] };
  const terraform = { resource: { azurerm_monitor_alert_prometheus_rule_group: { rules: group } } };
  return checkPicture(pictureOf({ kubernetes, terraform }), { rules: [keptSeries] }).findings.map(
    ({ message }) => message,
  );
}

const dropped = 'kube_cronjob_info';

test('the finding names each dropped series once', () =>
  expect(found(`${dropped} unless kube_pod_ips and ${dropped} and kube_pod_info`)).toEqual([
    `mine reads ${dropped} and kube_pod_ips, which managed Prometheus drops, so the rule has no data.`,
  ]));

test.each([
  ['in the minimal ingestion profile', 'kube_node_info and kube_pod_labels', undefined],
  ['of another exporter', 'vllm:num_requests_waiting > 0', undefined],
  ['in quotes', 'up{job="kube_cronjob_info"}', undefined],
  ['in a keep-list', dropped, settings({ list: `kubestate = "kube_cronjob_.*|kube_x"` })],
  ['with the profile off', dropped, settings({ list: 'minimalingestionprofile = false' })],
  [
    'with the profile off in the newer format',
    dropped,
    settings({ metrics: 'minimal-ingestion-profile: |-\n  enabled = false' }),
  ],
  [
    'with a custom scrape configuration',
    dropped,
    settings({}).replace('settings-configmap', 'prometheus-config'),
  ],
  ['with an invalid keep-list', dropped, settings({ list: 'kubestate = "(?i)kube_cron"' })],
])('accepts a series %s', (_, expression, kubernetes) => expect(found(expression, kubernetes)).toEqual([]));

test('accepts a series that another rule records', () => {
  expect(found(dropped, settings({}), [{ record: dropped, expression: 'up' }])).toEqual([]);
});
