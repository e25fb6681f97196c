import { Cidr } from '../../../values/cidr';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { clusterExample } from '../example-terraform';

const policy = (peer: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: app, namespace: apps }
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{ from: [${peer}] }]
`;
const terraform = clusterExample({
  network_profile: { network_plugin: 'azure', network_data_plane: 'cilium', pod_cidr: '10.244.0.0/16' },
});

export const ciliumIpBlock: Rule = {
  id: 'network/cilium-ip-block',
  title: 'With the Cilium data plane a policy must select pods by labels and not by addresses',
  severity: 'error',
  why: 'Cilium ignores ipBlock for pods and nodes, so the policy drops the traffic that it should allow.',
  source:
    'learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium "Limitations"; cilium/cilium#19601 (2026-12)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: policy('{ ipBlock: { cidr: 10.244.0.0/16 } }'), terraform },
  good: { kubernetes: policy('{ podSelector: {} }'), terraform },
  check: (picture) => {
    const ranges = picture.resourcesOf('azurerm_kubernetes_cluster').flatMap((cluster) =>
      blocksAt(cluster, 'network_profile').flatMap((network) => {
        if (network['network_data_plane'] !== 'cilium') return [];
        // The default of AKS for the overlay.
        const range = network['pod_cidr'] ?? '10.244.0.0/16';
        const parsed = typeof range === 'string' ? cidrOf(range) : undefined;
        return parsed === undefined ? [] : [parsed];
      }),
    );
    if (ranges.length === 0) return [];
    return picture.ofKind('NetworkPolicy').flatMap((found) =>
      (['ingress', 'egress'] as const).flatMap((direction) =>
        listAt(found.object, `spec.${direction}`).flatMap((rule, r) =>
          listAt(rule, direction === 'ingress' ? 'from' : 'to').flatMap((peer, p) => {
            const text = textAt(peer, 'ipBlock.cidr');
            const block = text === undefined ? undefined : cidrOf(text);
            // A larger block is meant for addresses outside of the cluster.
            const range = block && ranges.find((each) => each.contains(block));
            if (range === undefined) return [];
            return [
              {
                in: found,
                field: `spec.${direction}[${r}].${direction === 'ingress' ? 'from' : 'to'}[${p}].ipBlock.cidr`,
                message: `${text} is in the pod range ${range.toString()} of a cluster with the Cilium data plane, so the rule allows no pod.`,
                expected: 'a podSelector or namespaceSelector',
                fix: 'Replace ipBlock with a podSelector or namespaceSelector.',
              },
            ];
          }),
        ),
      ),
    );
  },
};

function cidrOf(text: string): Cidr | undefined {
  try {
    return Cidr.parse(text);
  } catch {
    return undefined;
  }
}
