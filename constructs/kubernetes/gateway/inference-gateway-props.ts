import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import type { PickedEngine } from '../../../lib/engine/gateway/endpoint-picker-config';
import {
  checkInferenceRoutes,
  defaultInferenceRouting,
  type InferenceRouting,
  type RoutedServer,
} from '../../../lib/engine/gateway/inference-routes';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';

/** A model server behind an InferenceGateway. */
export interface InferenceGatewayServer extends RoutedServer {
  /** Port that its pods listen on, not its Service's. @default 8000 */
  readonly targetPort?: number;
  /** @default vLLM */
  readonly engine?: PickedEngine;
}

/** TLS at the gateway's listener. */
export interface InferenceGatewayTls {
  /** Secret with `tls.crt` and `tls.key`, in the gateway's namespace. */
  readonly secretName: string;
}

/** Input of an InferenceGateway. */
export interface InferenceGatewayProps {
  /** Name of the Gateway: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace of the gateway, the routes and the model servers: a pool selects pods of its own only. */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /**
   * GatewayClass of an implementation that knows InferencePool: `azure-alb-external` (Application Gateway for Containers, in
   * preview), `istio`, `agentgateway`. Its controller and the kinds have to be in the cluster.
   */
  readonly gatewayClassName: string;
  /** The servers. */
  readonly servers: readonly InferenceGatewayServer[];
  /** How a request finds its server. @default `one` for one server, `model-header` for several */
  readonly routing?: InferenceRouting;
  /** Host that callers use. @default any */
  readonly hostname?: string;
  /** @default none; then the listener speaks plain HTTP, on port 80 */
  readonly tls?: InferenceGatewayTls;
  /** Annotations of the Gateway, such as `alb.networking.azure.io/alb-name`. @default none */
  readonly gatewayAnnotations?: Readonly<Record<string, string>>;
  /** Longest time that an answer may take, its stream included, in seconds. @default 600 */
  readonly answerSeconds?: number;
  /** While an endpoint picker is away: spread requests without it, or refuse them. @default spread */
  readonly whenPickerIsAway?: 'spread' | 'refuse';
  /** Nodes for the endpoint pickers: a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /** Requests of each endpoint picker. @default 1 CPU and 2Gi */
  readonly pickerResources?: ResourcesDefinition;
  /** Image of the endpoint pickers. @default `images.endpointPicker` of lib/facts/versions.ts */
  readonly pickerImage?: string;
  /** Whether the endpoint pickers serve with TLS. @default yes; Istio needs a DestinationRule for that, or `false` */
  readonly pickerTls?: boolean;
  /** Namespaces from which the gateway's pods ask the pickers. @default none but the gateway's own */
  readonly allowedNamespaces?: readonly string[];
  /** Address ranges from which the gateway asks the pickers, if it is outside the cluster. @default none */
  readonly allowedCidrs?: readonly string[];
  /** Have managed Prometheus scrape the endpoint pickers. @default no */
  readonly podMonitor?: boolean;
}

const defaultAnswerSeconds = 600;

/** How a request finds its server, with its default. */
export function inferenceRouting(props: InferenceGatewayProps): InferenceRouting {
  return props.routing ?? defaultInferenceRouting(props.servers);
}

/** Longest time that an answer may take, with its default. */
export function answerSeconds(props: InferenceGatewayProps): number {
  return props.answerSeconds ?? defaultAnswerSeconds;
}

/** @throws {DefinitionError} for props that contradict one another. */
export function checkInferenceGatewayProps(props: InferenceGatewayProps): void {
  const problems = ProblemList.create();
  checkInferenceRoutes(props.servers, inferenceRouting(props), problems);
  requireInteger(problems, 'answerSeconds', answerSeconds(props), { min: 1, max: 3600, unit: 'seconds' });
  problems.throwIfAny(`the inference gateway "${props.name}"`);
}
