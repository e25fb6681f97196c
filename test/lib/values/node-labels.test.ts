import { labelValueProblem, nodeLabelKeyProblem } from '../../../lib/values/node-labels';

describe('labels of a node pool', () => {
  it.each(['sku', 'example.com/team', 'node.kubernetes.io/exclude', 'kubernetes.azure.com/scalesetpriority'])(
    'accepts the key %s',
    (key) => {
      expect(nodeLabelKeyProblem(key)).toBeUndefined();
    },
  );

  it.each([
    ['kubernetes.azure.com/mode', 'reserved'],
    ['node-role.kubernetes.io/gpu', 'reserved'],
    ['feature.k8s.io/x', 'reserved'],
    ['agentpool', 'reserved by AKS'],
    ['-sku', 'not a label key'],
    ['UPPER.com/x', 'not a DNS subdomain'],
    [`${'a'.repeat(64)}`, 'not a label key'],
  ])('rejects the key %s', (key, message) => {
    expect(nodeLabelKeyProblem(key)).toContain(message);
  });

  it('accepts an empty value, and rejects one that is too long', () => {
    expect([labelValueProblem(''), labelValueProblem('a'.repeat(64))]).toEqual([
      undefined,
      expect.any(String),
    ]);
  });
});
