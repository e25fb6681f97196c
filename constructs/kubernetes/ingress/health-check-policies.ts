import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { HostRoute } from '../../../lib/engine/ingress/routed-host';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import type { GatewayRoutesProps } from './http-routes';

/**
 * HealthCheckPolicies for Services whose routes set a health path. For other Services, Application
 * Gateway for Containers uses the readiness probes of the pods.
 *
 * @see learn.microsoft.com/azure/application-gateway/for-containers/custom-health-probe (2026-11)
 */
export class HealthCheckPolicies extends Construct {
  constructor(scope: Construct, id: string, props: GatewayRoutesProps) {
    super(scope, id);
    const policies = new Map<string, HostRoute>();
    for (const route of props.hosts.flatMap(({ routes }) => routes)) {
      if (route.healthPath !== undefined)
        policies.set(`${route.namespace ?? props.namespace}-${route.service}`, route);
    }
    for (const [key, { service, namespace = props.namespace, healthPath }] of policies) {
      new ApiObject(this, key, {
        apiVersion: 'alb.networking.azure.io/v1',
        kind: 'HealthCheckPolicy',
        metadata: objectMetadata(
          {
            name: `${props.gateway}-${service}`,
            namespace,
            workload: service,
            component: 'ingress',
            partOf: props.partOf,
          },
          syncWaves.workload,
          addOnKindAnnotation,
        ),
        spec: {
          targetRef: { group: '', kind: 'Service', name: service, namespace },
          default: {
            interval: '10s',
            timeout: '5s',
            healthyThreshold: 1,
            unhealthyThreshold: 3,
            http: { path: healthPath, match: { statusCodes: [{ start: 200, end: 299 }] } },
          },
        },
      });
    }
  }
}
