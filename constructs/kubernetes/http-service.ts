import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type ObjectIdentity, objectMetadata, selectorLabels } from './object-metadata';
import { syncWaves } from './sync-waves';

/** The port of every Service of this platform: callers write `http://<name>` and no number. */
export const servicePort = 80;

/** A Service inside the cluster, from port 80 to the container port named `http`. */
export class HttpService extends Construct {
  constructor(scope: Construct, id: string, identity: ObjectIdentity) {
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
        ],
      },
    });
  }
}
