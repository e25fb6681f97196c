import { labelValueProblem, nodeLabelKeyProblem } from '../../../lib/values/node-labels';

describe('labels of a node pool', () => {
  it.each(['sku', 'example.com/team', 'node.kubernetes.io/exclude', 'kubernetes.azure.com/scalesetpriority'])(
    'takes the key %s',
    (key) => {
      expect(nodeLabelKeyProblem(key)).toBeUndefined();
    },
  );

  it.each([
    ['kubernetes.azure.com/mode', 'reserved'],
    ['node-role.kubernetes.io/gpu', 'reserved'],
    ['feature.k8s.io/x', 'reserved'],
    ['agentpool', 'AKS uses itself'],
    ['-sku', 'not a label key'],
    ['UPPER.com/x', 'not a DNS subdomain'],
    [`${'a'.repeat(64)}`, 'not a label key'],
  ])('refuses the key %s', (key, message) => {
    expect(nodeLabelKeyProblem(key)).toContain(message);
  });

  it('takes an empty value and refuses one that is too long', () => {
    expect([labelValueProblem(''), labelValueProblem('a'.repeat(64))]).toEqual([
      undefined,
      expect.any(String),
    ]);
  });
});
