import { Construct } from 'constructs';
import {
  InferencePoolSpecEndpointPickerRefFailureMode as FailureMode,
  InferencePool as InferencePoolObject,
  InferencePoolSpecAppProtocol,
} from '../../../imports/inference.networking.k8s.io';
import { endpointPickerName } from '../../../lib/engine/gateway/endpoint-picker';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata, selectorLabels } from '../pods/object-metadata';
import { EndpointPicker, type EndpointPickerProps, endpointPickerPort } from './endpoint-picker';

/** Input of an InferencePool. */
export interface InferencePoolProps extends Omit<EndpointPickerProps, 'pool'> {
  /** Name of the pool, and of the model server whose pods are in it. */
  readonly name: string;
  /** Port that the pods listen on: not the Service's, which requests go past. @default 8000 */
  readonly targetPort?: number;
  /** While the endpoint picker is away: spread requests without it, or refuse them. @default spread */
  readonly whenPickerIsAway?: 'spread' | 'refuse';
}

/**
 * The pods of one model server as a backend of the Gateway API, with the endpoint picker that chooses among them.
 *
 * It selects pods and not a Service, because the picker has to name the pod. They get requests from the gateway directly,
 * so their network policy has to let it in.
 *
 * @see gateway-api-inference-extension.sigs.k8s.io/api-types/inferencepool (v1; 2026-11)
 */
export class InferencePool extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: InferencePoolProps) {
    super(scope, id);
    const { name, targetPort, whenPickerIsAway, ...picker } = props;
    this.name = name;
    new EndpointPicker(this, 'endpoint-picker', { ...picker, pool: name });
    new InferencePoolObject(this, 'inference-pool', {
      metadata: objectMetadata(
        { name, namespace: props.namespace, component: 'inference-pool', partOf: props.partOf },
        syncWaves.workload,
        addOnKindAnnotation,
      ),
      spec: {
        selector: { matchLabels: selectorLabels(name) },
        targetPorts: [{ number: targetPort ?? 8000 }],
        appProtocol: InferencePoolSpecAppProtocol.HTTP,
        endpointPickerRef: {
          group: '',
          kind: 'Service',
          name: endpointPickerName(name),
          port: { number: endpointPickerPort },
          failureMode: whenPickerIsAway === 'refuse' ? FailureMode.FAIL_CLOSE : FailureMode.FAIL_OPEN,
        },
      },
    });
  }
}
