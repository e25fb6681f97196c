/** How HTTP applications and the gateway are reached from outside of the cluster, with TLS from Key Vault. */
export interface IngressDefinition {
  /**
   * `application-gateway`: Application Gateway with its ingress controller, the AKS add-on.
   * `application-gateway-for-containers`: the newer one, with Gateway API.
   * `internal-load-balancer`: a private address of the virtual network, and Envoy behind it.
   */
  readonly type: 'application-gateway' | 'application-gateway-for-containers' | 'internal-load-balancer';
  readonly hosts: readonly IngressHostDefinition[];
  /** Subnet of the gateway. Default: the next free /24 of the network's address space. */
  readonly subnet?: string;
  /** Longest time between a request and the end of its answer, in seconds. Default: 600: tokens arrive for minutes. */
  readonly timeoutSeconds?: number;
  /** Pool of what runs in the cluster for it: the ALB controller, Envoy. Default: the first pool with the role `cpu`. */
  readonly nodePool?: string;
}

/** A host name and what is behind it. */
export interface IngressHostDefinition {
  /** `ai.example.com`. */
  readonly host: string;
  /** Name of the certificate in the platform's Key Vault. */
  readonly certificate: string;
  readonly routes: readonly IngressRouteDefinition[];
}

export interface IngressRouteDefinition {
  /** Prefix of the path. Default: `/`. */
  readonly path?: string;
  /** Name of an HTTP application, an agent application, the LiteLLM gateway or Langfuse. An inference gateway is a way in of its own. */
  readonly to: string;
}
