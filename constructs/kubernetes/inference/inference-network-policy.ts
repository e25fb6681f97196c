import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';

/** Input of an InferenceNetworkPolicy. */
export interface InferenceNetworkPolicyProps extends ObjectIdentity {
  /** Port that the policy opens; all others are closed. */
  readonly port: number;
  /** More ports that it opens to the same callers: gRPC, metrics. @default none */
  readonly extraPorts?: readonly number[];
  /** Namespaces besides the server's own whose pods may call it, such as a gateway's. @default none */
  readonly allowedNamespaces?: readonly string[];
  /**
   * Address ranges whose hosts may call it: the subnet of a gateway outside the cluster, which calls pods directly
   * (Application Gateway for Containers, AGIC).
   *
   * @default none
   */
  readonly allowedCidrs?: readonly string[];
  /** Let managed Prometheus in. @default no */
  readonly allowMetrics?: boolean;
}

/** Kubernetes puts this label on every namespace itself. */
const namespaceNameLabel = 'kubernetes.io/metadata.name';

/**
 * Who may call a model server: pods of its namespace, and monitoring.
 *
 * An API key is not enough: vLLM asks for it under `/v1` and a few other prefixes only, and leaves `/invocations`,
 * `/tokenize` and `/metrics` open (docs.vllm.ai, "Security", 2026-11). The kubelet's probes come from the node and
 * are always let through.
 */
export class InferenceNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, props: InferenceNetworkPolicyProps) {
    super(scope, id);
    const namespacePeer = (namespace: string) => ({
      namespaceSelector: { matchLabels: { [namespaceNameLabel]: namespace } },
    });
    // Pods of the add-on's collector: Azure/prometheus-collector `ama-metrics-deployment.yaml` (2026-11).
    const metricsPeer = {
      ...namespacePeer('kube-system'),
      podSelector: { matchLabels: { rsName: 'ama-metrics' } },
    };
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: objectMetadata(props, syncWaves.prerequisite),
      spec: {
        podSelector: { matchLabels: selectorLabels(props.workload ?? props.name) },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { podSelector: {} },
              ...(props.allowedNamespaces ?? []).map(namespacePeer),
              ...(props.allowedCidrs ?? []).map((cidr) => ({ ipBlock: { cidr } })),
              ...(props.allowMetrics ? [metricsPeer] : []),
            ],
            ports: [props.port, ...(props.extraPorts ?? [])].map((port) => ({
              protocol: 'TCP',
              port: k8s.IntOrString.fromNumber(port),
            })),
          },
        ],
      },
    });
  }
}
