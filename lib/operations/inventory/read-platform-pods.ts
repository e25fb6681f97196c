import { endpointPickerName, endpointPickerStartup } from '../../engine/gateway/endpoint-picker';
import { envoyStartup } from '../../engine/ingress/envoy-config';
import { controllerPool } from '../../platform/cluster/controller-placement';
import { ingressCertificates, ingressWorkload } from '../../platform/gitops/platform-workloads';
import type { ResolvedIngress } from '../../platform/network/resolve-ingress';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { secretsHolderOf } from '../../platform/workloads/secrets-holder';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import { mayWaitIn, startupSecondsOf } from './read-workloads';

/** Deployment that the platform adds for an ingress, a gateway or the secrets of a workload. */
export interface InventoryPlatformPods {
  readonly name: string;
  readonly namespace: string;
  readonly use: 'ingress' | 'endpoint picker' | 'secrets';
  /** Workload whose Secret it keeps, and the node pool that it runs on. Undefined: another use. */
  readonly keepsSecret: { readonly of: string; readonly pool: string } | undefined;
  /** Longest start that its startup probe allows, seconds; 0 without one. */
  readonly startupSeconds: number;
  /**
   * Whether all its pools allow more requests than they can have nodes, so that its pods may stay
   * pending.
   */
  readonly mayWait: boolean;
}

/** Pods of an ingress in the cluster: Envoy, or the pod that mounts the certificates. */
const ingressPods: Readonly<
  Record<ResolvedIngress['type'], Pick<InventoryPlatformPods, 'name' | 'startupSeconds'> | undefined>
> = {
  'application-gateway': undefined,
  'application-gateway-for-containers': { name: ingressCertificates, startupSeconds: 0 },
  'internal-load-balancer': {
    name: ingressWorkload,
    startupSeconds: startupSecondsOf({ startup: envoyStartup }),
  },
};

/**
 * Pods of gateways and of the ingress, and pods that keep a Secret. A controller creates the pods
 * of an inference gateway itself with names of its own.
 */
export function readPlatformPods(
  platform: Pick<ResolvedPlatform, 'workloads' | 'ingress' | 'namespace' | 'nodePools'>,
): readonly InventoryPlatformPods[] {
  const { ingress, namespace, nodePools } = platform;
  const pods = ingress && ingressPods[ingress.type];
  return [
    ...workloadsOf(platform, 'inference-gateway').flatMap((gateway) =>
      gateway.servers.map(({ name }) => ({
        name: endpointPickerName(name),
        namespace: gateway.namespace,
        use: 'endpoint picker' as const,
        keepsSecret: undefined,
        startupSeconds: startupSecondsOf({ startup: endpointPickerStartup }),
        mayWait: mayWaitIn(gateway.nodePools),
      })),
    ),
    ...(pods === undefined
      ? []
      : [{ ...pods, namespace, use: 'ingress' as const, keepsSecret: undefined, mayWait: false }]),
    ...platform.workloads.flatMap((workload) => {
      const name = secretsHolderOf(workload);
      return name === undefined
        ? []
        : [
            {
              name,
              namespace: workload.namespace,
              use: 'secrets' as const,
              // resolveNodePools() requires the pool of controllers.
              keepsSecret: { of: workload.name, pool: controllerPool(nodePools)!.name },
              startupSeconds: 0,
              mayWait: false,
            },
          ];
    }),
  ];
}
