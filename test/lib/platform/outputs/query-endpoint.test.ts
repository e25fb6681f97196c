import { outputsExpectation } from '../../../../lib/platform/outputs/outputs-expectation';
import { parsePlatformOutputs } from '../../../../lib/platform/outputs/outputs-file';
import { previewOutputs } from '../../../../lib/platform/outputs/preview-outputs';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { fullPlatform } from '../../../platforms/small-platform';

const scaled = resolvePlatform({
  ...fullPlatform,
  inferenceServers: [
    {
      ...fullPlatform.inferenceServers![0]!,
      scaling: { maxReplicas: 2, triggers: [{ type: 'vllm', metric: 'waiting' }] },
    },
  ],
});

const right = {
  'client_id_app-identity': 'a41c7e92-05db-4f38-b6e7-2c9d81f4503a',
  'client_id_test-aks-keda': '3f8a5c17-d2b9-4e60-8b41-c97e02d6a5f3',
  cluster_name: 'test-aks',
  oidc_issuer_url: 'https://koreacentral.oic.prod-aks.azure.com/tenant/issuer/',
  resource_group: 'test-rg',
  subscription_id: '11111111-2222-4333-8444-555555555555',
  tenant_id: '66666666-7777-4888-9999-aaaaaaaaaaaa',
};
const endpoint = 'https://test-aks-metrics-abcd.koreacentral.prometheus.monitor.azure.com';

function parse(platform: typeof scaled, values: object) {
  return parsePlatformOutputs(JSON.stringify({ test: values }), outputsExpectation(platform));
}

test('the query endpoint is read if a trigger queries managed Prometheus', () => {
  expect(parse(scaled, { ...right, prometheus_query_endpoint: endpoint }).prometheusQueryEndpoint).toBe(
    endpoint,
  );
});

test('the query endpoint is not required if no trigger queries managed Prometheus', () => {
  expect(parse(resolvePlatform(fullPlatform), right).prometheusQueryEndpoint).toBeUndefined();
});

test('a missing query endpoint is reported with the scaler that needs it', () => {
  expect(() => parse(scaled, right)).toThrow(
    'query endpoint of managed Prometheus is missing, and the scaler of vllm needs it',
  );
});

test.each(['http://prometheus:9090', `${endpoint}/api`, 'https://example.com'])(
  '%s is not a query endpoint',
  (value) => {
    expect(() => parse(scaled, { ...right, prometheus_query_endpoint: value })).toThrow(
      'it must be an address such as',
    );
  },
);

test('a preview contains a placeholder for the query endpoint', () => {
  expect(previewOutputs(scaled.requiredOutputs).prometheusQueryEndpoint).toMatch(/^https:\/\/preview\./);
});
