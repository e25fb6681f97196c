import { checkPicture } from '../../../../lib/check/check-picture';
import { keptSeries } from '../../../../lib/check/rules/cluster/kept-series';
import { pictureOf } from '../example-picture';

const settings = (data: object) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ama-metrics-settings-configmap, namespace: kube-system }
data: ${JSON.stringify(data)}
`;

/** What is found in a rule with this expression. */
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

test('each series that is dropped is named once', () =>
  expect(found(`${dropped} unless kube_pod_ips and ${dropped} and kube_pod_info`)).toEqual([
    `mine reads ${dropped} and kube_pod_ips, which managed Prometheus drops, so the rule has no data.`,
  ]));

test.each([
  ['of the profile', 'kube_node_info and kube_pod_labels', undefined],
  ['of another exporter', 'vllm:num_requests_waiting > 0', undefined],
  ['in quotes', 'up{job="kube_cronjob_info"}', undefined],
  ['that a list names', dropped, settings({ list: `kubestate = "kube_cronjob_.*|kube_x"` })],
  ['with the profile off', dropped, settings({ list: 'minimalingestionprofile = false' })],
  [
    'with the profile off, in the newer form',
    dropped,
    settings({ metrics: 'minimal-ingestion-profile: |-\n  enabled = false' }),
  ],
  ["scraped in a way of one's own", dropped, settings({}).replace('settings-configmap', 'prometheus-config')],
  ['by a list that is none', dropped, settings({ list: 'kubestate = "(?i)kube_cron"' })],
])('a series %s is right', (_, expression, kubernetes) => expect(found(expression, kubernetes)).toEqual([]));

test('a series that another rule records is right', () => {
  expect(found(dropped, settings({}), [{ record: dropped, expression: 'up' }])).toEqual([]);
});
