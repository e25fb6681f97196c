import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';

/** Port of every Service of this platform, so clients use `http://<name>` without a port. */
export const servicePort = 80;

/** An additional port for another protocol, for example gRPC or metrics. */
export interface ExtraServicePort {
  /** Name of the port and of its container port. */
  readonly name: string;
  /** Port number for clients. */
  readonly port: number;
  /**
   * Protocol for gateways and meshes, for example `kubernetes.io/h2c` for gRPC.
   *
   * @default none: they guess it
   */
  readonly appProtocol?: string;
}

/** A ClusterIP Service from port 80 to the container port `http`, with additional ports. */
export class HttpService extends Construct {
  constructor(
    scope: Construct,
    id: string,
    identity: ObjectIdentity,
    extraPorts: readonly ExtraServicePort[] = [],
  ) {
    super(scope, id);
    new k8s.KubeService(this, 'service', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        type: 'ClusterIP',
        selector: selectorLabels(identity.workload ?? identity.name),
        ports: [
          {
            name: 'http',
            port: servicePort,
            targetPort: k8s.IntOrString.fromString('http'),
            protocol: 'TCP',
          },
          ...extraPorts.map((extra) => ({
            name: extra.name,
            port: extra.port,
            targetPort: k8s.IntOrString.fromString(extra.name),
            protocol: 'TCP',
            ...(extra.appProtocol === undefined ? {} : { appProtocol: extra.appProtocol }),
          })),
        ],
      },
    });
  }
}
