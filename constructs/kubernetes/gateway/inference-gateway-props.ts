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
  /** Port of its pods, not of its Service. @default 8000 */
  readonly targetPort?: number;
  /** Engine. @default 'vllm' */
  readonly engine?: PickedEngine;
}

/** TLS of the listener. */
export interface InferenceGatewayTls {
  /** Name of the Secret with `tls.crt` and `tls.key`, in the namespace of the gateway. */
  readonly secretName: string;
}

/** Input of an InferenceGateway. */
export interface InferenceGatewayProps {
  /** Name of the Gateway: a DNS label that starts with a letter. */
  readonly name: string;
  /**
   * Namespace of the gateway, the routes and the model servers: an InferencePool selects only pods
   * of its namespace.
   */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /**
   * GatewayClass of an implementation that supports InferencePool: `azure-alb-external`
   * (Application Gateway for Containers, in preview), `istio` or `agentgateway`. The cluster needs
   * its controller and CustomResourceDefinitions.
   */
  readonly gatewayClassName: string;
  /** Model servers. */
  readonly servers: readonly InferenceGatewayServer[];
  /**
   * How the gateway selects the server of a request.
   *
   * @default `one` for one server, `model-header` for several
   */
  readonly routing?: InferenceRouting;
  /** Host name for clients. @default any */
  readonly hostname?: string;
  /** TLS. @default none: the listener uses plain HTTP on port 80 */
  readonly tls?: InferenceGatewayTls;
  /** Annotations of the Gateway, for example `alb.networking.azure.io/alb-name`. @default none */
  readonly gatewayAnnotations?: Readonly<Record<string, string>>;
  /** Maximum duration of a response including its stream, in seconds. @default 600 */
  readonly answerSeconds?: number;
  /**
   * While an endpoint picker is unavailable: distribute requests without it, or reject them.
   *
   * @default 'spread'
   */
  readonly whenPickerIsAway?: 'spread' | 'refuse';
  /** Placement of the endpoint pickers on a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /** Requests of each endpoint picker. @default 1 CPU and 2Gi */
  readonly pickerResources?: ResourcesDefinition;
  /** Image of the endpoint pickers. @default `images.endpointPicker` of lib/facts/versions.ts */
  readonly pickerImage?: string;
  /**
   * Whether the endpoint pickers serve with TLS. Istio needs a DestinationRule for it, or `false`.
   *
   * @default true
   */
  readonly pickerTls?: boolean;
  /**
   * Additional namespaces of gateway pods that call the endpoint pickers.
   *
   * @default only the namespace of the gateway
   */
  readonly allowedNamespaces?: readonly string[];
  /**
   * Address ranges of a gateway outside the cluster that calls the endpoint pickers.
   *
   * @default none
   */
  readonly allowedCidrs?: readonly string[];
  /** Adds PodMonitors of the endpoint pickers for managed Prometheus. @default false */
  readonly podMonitor?: boolean;
}

const defaultAnswerSeconds = 600;

/** Returns how the gateway selects a server, or the default. */
export function inferenceRouting(props: InferenceGatewayProps): InferenceRouting {
  return props.routing ?? defaultInferenceRouting(props.servers);
}

/** Returns the maximum duration of a response, or the default. */
export function answerSeconds(props: InferenceGatewayProps): number {
  return props.answerSeconds ?? defaultAnswerSeconds;
}

/** @throws {DefinitionError} for contradictory props. */
export function checkInferenceGatewayProps(props: InferenceGatewayProps): void {
  const problems = ProblemList.create();
  checkInferenceRoutes(props.servers, inferenceRouting(props), problems);
  requireInteger(problems, 'answerSeconds', answerSeconds(props), { min: 1, max: 3600, unit: 'seconds' });
  problems.throwIfAny(`the inference gateway "${props.name}"`);
}
