import { checkPicture } from '../../../../lib/check/check-picture';
import { kubernetesSupport } from '../../../../lib/check/rules/cluster/kubernetes-support';
import type { JsonObject } from '../../../../lib/values/json';
import { pictureOf } from '../example-picture';

const found = (cluster: JsonObject, today?: string, pool: JsonObject = {}) =>
  checkPicture(
    pictureOf(
      {
        terraform: {
          resource: {
            azurerm_kubernetes_cluster: { aks: { name: 'aks', ...cluster } },
            azurerm_kubernetes_cluster_node_pool: { cpu: { name: 'cpu', ...pool } },
          },
        },
      },
      today === undefined ? {} : { today },
    ),
    { rules: [kubernetesSupport] },
  ).findings.map(({ object, field, message, expected }) => ({
    place: `${object}: ${field}`,
    message,
    expected,
  }));

const messages = (...parameters: Parameters<typeof found>) =>
  found(...parameters).map(({ message }) => message);

test('a version whose support has ended', () => {
  expect(found({ kubernetes_version: '1.34' }, '2026-12-15')).toEqual([
    {
      place: 'azurerm_kubernetes_cluster.aks: kubernetes_version',
      message:
        'AKS ended the support of Kubernetes 1.34 on 2026-11-30, so it gets no security fixes, and AKS upgrades the cluster on its own from 2027-06-01 on.',
      expected: 'a version whose support ends after 2027-03-15: 1.35, 1.36, 1.37',
    },
  ]);
  expect(messages({ kubernetes_version: '1.36.4' }, '2027-07-01')).toEqual([
    'AKS ended the support of Kubernetes 1.36 on 2027-06-30, so it gets no security fixes, and AKS upgrades the cluster on its own from 2027-08-29 on.',
  ]);
  expect(messages({ kubernetes_version: '1.31' })).toEqual([
    'Kubernetes 1.31 is older than every version that AKS supports, so it gets no security fixes.',
  ]);
});

test.each([
  ['2027-01-01', 1],
  ['2026-12-31', 1],
  ['2026-12-30', 0],
])('support that ends on 2027-03-31, on %s', (today, count) => {
  const ends =
    'AKS ends the support of Kubernetes 1.35 on 2027-03-31, so it gets no security fixes after this day.';
  expect(messages({ kubernetes_version: '1.35' }, today)).toEqual(Array(count).fill(ends));
});

test('without a date, or with an earlier one, the day of the table counts', () => {
  for (const today of [undefined, '2020-01-01']) {
    expect(messages({ kubernetes_version: '1.34' }, today)).toHaveLength(1);
    expect(messages({ kubernetes_version: '1.36' }, today)).toEqual([]);
  }
});

test('long-term support is a year longer', () => {
  const plan = { support_plan: 'AKSLongTermSupport', sku_tier: 'Premium' };
  expect(messages({ kubernetes_version: '1.34', ...plan }, '2027-08-01')).toEqual([]);
  expect(messages({ kubernetes_version: '1.34', ...plan }, '2027-10-01')).toEqual([
    'AKS ends the long-term support of Kubernetes 1.34 on 2027-11-30, so it gets no security fixes after this day.',
  ]);
});

test.each<[string, JsonObject]>([
  ['AKS selects it', {}],
  ['a channel moves it', { kubernetes_version: '1.32', automatic_upgrade_channel: 'stable' }],
  ['it is an expression', { kubernetes_version: '${var.version}' }],
  ['it is newer than the table', { kubernetes_version: '1.99' }],
])('no opinion on a version if %s', (_, cluster) => expect(messages(cluster, '2027-01-01')).toEqual([]));

test('a pool is reported only with a version of its own', () => {
  const of = (cluster: string, pool: string) =>
    found({ kubernetes_version: cluster }, undefined, { orchestrator_version: pool }).map(
      ({ place }) => place,
    );
  expect(of('1.34', '1.34')).toEqual(['azurerm_kubernetes_cluster.aks: kubernetes_version']);
  expect(of('1.36', '1.34')).toEqual(['azurerm_kubernetes_cluster_node_pool.cpu: orchestrator_version']);
});
