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
  /** Name of the pool and of the model server whose pods it contains. */
  readonly name: string;
  /** Port of the pods. Requests bypass the Service. @default 8000 */
  readonly targetPort?: number;
  /**
   * While the endpoint picker is unavailable: distribute requests without it, or reject them.
   *
   * @default 'spread'
   */
  readonly whenPickerIsAway?: 'spread' | 'refuse';
}

/**
 * An InferencePool: the pods of a model server as a backend of the Gateway API, with the endpoint
 * picker that selects among them.
 *
 * It selects pods instead of a Service, because the endpoint picker selects a pod. The gateway
 * calls the pods directly, so their network policy must allow it.
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
