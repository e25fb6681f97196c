import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';

/** The port of every Service of this platform: callers write `http://<name>` and no number. */
export const servicePort = 80;

/** A port besides the one for HTTP, for another protocol: gRPC, metrics. */
export interface ExtraServicePort {
  /** Name of the port, and of the container port that it goes to. */
  readonly name: string;
  /** Number that callers write. */
  readonly port: number;
  /** Protocol for gateways and meshes, which else have to guess: `kubernetes.io/h2c` for gRPC. @default none */
  readonly appProtocol?: string;
}

/** A Service inside the cluster, from port 80 to the container port named `http`, and further ports as they are. */
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
