import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';

/** Input of an InferenceNetworkPolicy. */
export interface InferenceNetworkPolicyProps extends ObjectIdentity {
  /** Port that the policy allows. It denies all other ports. */
  readonly port: number;
  /** Additional ports for the same clients, for example gRPC and metrics. @default none */
  readonly extraPorts?: readonly number[];
  /**
   * Additional namespaces whose pods may call the server, for example of a gateway.
   *
   * @default only the server's namespace
   */
  readonly allowedNamespaces?: readonly string[];
  /**
   * Address ranges that may call the server: the subnet of a gateway outside the cluster, which
   * calls pods directly (Application Gateway for Containers, AGIC).
   *
   * @default none
   */
  readonly allowedCidrs?: readonly string[];
  /** Allows managed Prometheus. @default false */
  readonly allowMetrics?: boolean;
}

/** Kubernetes sets this label on every namespace. */
const namespaceNameLabel = 'kubernetes.io/metadata.name';

/**
 * A NetworkPolicy that allows only pods of the server's namespace and monitoring to call a model
 * server.
 *
 * An API key is not sufficient: vLLM requires it only for `/v1` and a few other prefixes, and
 * `/invocations`, `/tokenize` and `/metrics` stay open (docs.vllm.ai, "Security", 2026-11).
 * Kubernetes always allows the kubelet's probes from the node.
 */
export class InferenceNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, props: InferenceNetworkPolicyProps) {
    super(scope, id);
    const namespacePeer = (namespace: string) => ({
      namespaceSelector: { matchLabels: { [namespaceNameLabel]: namespace } },
    });
    // Pods of the add-on's metrics collector: Azure/prometheus-collector
    // `ama-metrics-deployment.yaml` (2026-11).
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
