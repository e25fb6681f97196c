import { defaultAnswerTimeoutSeconds } from '../engine/ingress/routed-host';
import {
  type CompleteOf,
  choice,
  type DefinitionOf,
  list,
  number,
  object,
  type Schema,
  text,
} from '../values/schema';

const route = object({
  /**
   * Path prefix, matched by whole segments: `/api` matches `/api` and `/api/x`, not `/apix`.
   * @default `/`, every path
   */
  path: text.default('/'),
  /**
   * Name of the workload that gets the requests: an HTTP application, an agent application, the
   * LiteLLM gateway or Langfuse. An inference gateway has an address of its own.
   */
  to: text,
});

/** A path of a host, and the workload behind it. */
export interface IngressRouteDefinition extends DefinitionOf<typeof route> {}
/** A route with defaults filled in. */
export interface CompleteIngressRoute extends CompleteOf<typeof route> {}
const routeSchema: Schema<IngressRouteDefinition, CompleteIngressRoute> = route;

const host = object({
  /** Host name in lowercase: `ai.example.com`. The first label can be `*`. */
  host: text,
  /** Name of the TLS certificate in the platform's Key Vault. */
  certificate: text,
  /** Routes of the host, at least one. The longest matching path wins. */
  routes: list(routeSchema),
});

/** A host name, its certificate and its routes. */
export interface IngressHostDefinition extends DefinitionOf<typeof host> {}
/** A host with defaults filled in. */
export interface CompleteIngressHost extends CompleteOf<typeof host> {}
const hostSchema: Schema<IngressHostDefinition, CompleteIngressHost> = host;

const ingress = object({
  /**
   * - `application-gateway`: Azure Application Gateway with its ingress controller, the AKS add-on.
   * - `application-gateway-for-containers`: Application Gateway for Containers, with Gateway API.
   * - `internal-load-balancer`: an internal Azure load balancer with Envoy behind it, reachable
   *   from the virtual network only.
   */
  type: choice(['application-gateway', 'application-gateway-for-containers', 'internal-load-balancer']),
  /** Host names, at least one. */
  hosts: list(hostSchema),
  /**
   * Address range of the gateway's subnet in CIDR notation. Not allowed with
   * `internal-load-balancer`, which uses the nodes' subnet.
   * @default the first free /24 of `network.addressSpace`
   */
  subnet: text.optional(),
  /**
   * Longest time in seconds, 1 to 86400, from a request to the end of its answer.
   * @default 600, because a model streams tokens for minutes
   */
  timeoutSeconds: number.default(defaultAnswerTimeoutSeconds),
  /**
   * Node pool of the components that run in the cluster: the ALB controller or Envoy. It needs the
   * role `cpu`.
   * @default the first node pool with the role `cpu`
   */
  nodePool: text.optional(),
});

/**
 * How clients outside the cluster reach HTTP applications and the gateway, with TLS certificates
 * from the Key Vault.
 */
export interface IngressDefinition extends DefinitionOf<typeof ingress> {}
/** An ingress with defaults filled in. */
export interface CompleteIngress extends CompleteOf<typeof ingress> {}
export const ingressSchema: Schema<IngressDefinition, CompleteIngress> = ingress;
