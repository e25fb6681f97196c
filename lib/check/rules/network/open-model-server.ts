import { listAt, mapAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { matchesLabels } from '../../views/pods';
import { vllmExample } from '../example-manifests';

const server = vllmExample();

export const openModelServer: Rule = {
  id: 'network/open-model-server',
  title: 'A model server must be protected by a NetworkPolicy',
  severity: 'warning',
  why: 'Half of the vLLM paths require no API key (/invocations, /tokenize, /pause). Any pod that reaches the port can use the GPU or pause the server.',
  source: 'docs.vllm.ai/en/latest/usage/security (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server },
  good: {
    kubernetes: `${server}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: vllm, namespace: models }\nspec: { podSelector: { matchLabels: { app: vllm } }, policyTypes: [Ingress], ingress: [] }\n`,
  },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container: { pod }, type }) => {
      const isProtected = picture.ofKind('NetworkPolicy', 'CiliumNetworkPolicy').some(({ object }) => {
        const selector = mapAt(object, 'spec.podSelector.matchLabels');
        const hasExpressions = listAt(object, 'spec.podSelector.matchExpressions').length > 0;
        const isCilium = valueAt(object, 'spec.endpointSelector') !== undefined;
        return (
          object.metadata.namespace === pod.namespace &&
          (isCilium || hasExpressions || matchesLabels(selector, pod.labels))
        );
      });
      if (type !== 'vllm' || isProtected) return [];
      return [
        {
          in: pod.owner,
          message: 'No NetworkPolicy selects the vLLM server, so every pod in the cluster can call it.',
          expected: 'a NetworkPolicy that selects the pod',
          fix: 'Add a NetworkPolicy that allows only the gateway and Prometheus.',
        },
      ];
    }),
};
