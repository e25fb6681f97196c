import { albControllerServiceAccount } from '../../../engine/charts/alb-controller';
import {
  applicationGatewayName,
  gatewayAddressName,
  gatewayForContainersName,
} from '../../../engine/ingress/gateway-names';
import { ingressWorkload } from '../../../platform/gitops/platform-workloads';
import type { Inventory, InventoryIngress } from '../../inventory/inventory';
import { type CommandGroup, inCluster, onOwnMachine } from '../command-blocks';
import { code } from '../markdown-blocks';
import type { Runbook } from '../runbook';

/**
 * Commands that show the state of the ingress, of its routes and of its backends.
 *
 * Sources (2026-11): learn.microsoft.com/cli/azure/network/application-gateway,
 * show-backend-health; learn.microsoft.com/azure/application-gateway/
 * for-containers/troubleshooting-guide (`app=alb-controller`). No page of Microsoft documents the
 * label `app=ingress-appgw` of the add-on's pods; operators of the add-on report it.
 */
export function ingressCommands({ inventory, workloads }: Runbook): readonly CommandGroup[] {
  const { azure, cluster, namespace, ingress } = inventory;
  const inGroup = `--resource-group ${azure.resourceGroup.name}`;
  const namespaces = [
    ...new Set(ingress!.hosts.flatMap(({ routes }) => routes.map((route) => route.namespace))),
  ];
  switch (ingress!.type) {
    case 'application-gateway': {
      const gateway = applicationGatewayName(cluster.name);
      return [
        onOwnMachine(
          '# address for DNS, state of the gateway, and health of each pod as the gateway sees it',
          `az network public-ip show ${inGroup} --name ${gatewayAddressName(gateway)} --query ipAddress --output tsv`,
          `az network application-gateway show ${inGroup} --name ${gateway} --query "{state:operationalState, last:provisioningState}" --output table`,
          `az network application-gateway show-backend-health ${inGroup} --name ${gateway} --query "backendAddressPools[].backendHttpSettingsCollection[].servers[].{pod:address, health:health, why:healthProbeLog}" --output table`,
        ),
        inCluster(
          '# routes with their events, and the controller that configures the gateway',
          ...namespaces.map((each) => `kubectl describe ingresses --namespace ${each}`),
          'kubectl logs --namespace kube-system --selector app=ingress-appgw --tail 100',
        ),
      ];
    }
    case 'application-gateway-for-containers':
      return [
        inCluster(
          '# host name for DNS, state of the gateway and of its routes, and the controller that configures it',
          `kubectl get gateway ${ingressWorkload} --namespace ${namespace} --output jsonpath='{range .status.addresses[*]}{.value}{"\\n"}{end}{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}'`,
          `kubectl describe gateway ${ingressWorkload} --namespace ${namespace}`,
          ...namespaces.map((each) => `kubectl describe httproutes --namespace ${each}`),
          `kubectl logs --namespace ${albControllerServiceAccount.namespace} --selector app=alb-controller --tail 100`,
        ),
      ];
    case 'internal-load-balancer': {
      const proxy = workloads.find(
        (each) => each.name === ingressWorkload && each.namespace === namespace && each.kind === 'Deployment',
      );
      return [
        inCluster(
          '# address for DNS, the proxies, and the requests that they could not forward',
          `kubectl get service ${ingressWorkload} --namespace ${namespace} --output jsonpath='{.status.loadBalancer.ingress[*].ip}{"\\n"}'`,
          `kubectl describe service ${ingressWorkload} --namespace ${namespace}`,
          ...(proxy === undefined
            ? []
            : [
                `kubectl get pods --namespace ${namespace} --selector ${proxy.selector} --output wide`,
                `kubectl logs --namespace ${namespace} --selector ${proxy.selector} --prefix --tail 500 | grep -E '"status":5[0-9][0-9]'`,
              ]),
        ),
      ];
    }
  }
}

/** Sign that an ingress has no backend for a request. */
export function noBackendSign(type: InventoryIngress['type']): string {
  switch (type) {
    case 'application-gateway':
      return '`502`; `health` is `Unhealthy` or `Unknown`, or the list contains no pod';
    case 'application-gateway-for-containers':
      return '`500` or `503`; the Service has no address';
    case 'internal-load-balancer':
      return '`503`; `flags` in the log is `UF` or `UH`';
  }
}

/** Sign that the timeout of an ingress expired. */
export function timeoutSign(type: InventoryIngress['type']): string {
  return type === 'internal-load-balancer' ? '`504`; `flags` in the log is `UT`' : '`504`';
}

/**
 * Metrics of a gateway in Azure, for which the platform has no alerts. Source:
 * learn.microsoft.com/azure/azure-monitor/reference/supported-metrics,
 * microsoft-network-applicationgateways-metrics and
 * microsoft-servicenetworking-trafficcontrollers-metrics (2026-11).
 */
export function gatewayMetrics({ cluster, ingress }: Inventory): string | undefined {
  switch (ingress!.type) {
    case 'application-gateway':
      return `To see when it began, open ${code(applicationGatewayName(cluster.name))} in the portal, "Metrics": "Unhealthy Host Count" (\`UnhealthyHostCount\`), "Failed Requests" (\`FailedRequests\`), "Backend Response Status" (\`BackendResponseStatus\`: only responses of pods, without those of the gateway itself). No alert of this platform reads these metrics.`;
    case 'application-gateway-for-containers':
      return `To see when it began, open ${code(gatewayForContainersName(cluster.name))} in the portal, "Metrics": "Backend Healthy Targets" (\`BackendHealthyTargets\`), "Backend HTTP Response Status" (\`BackendHTTPResponseStatus\`: only responses of pods, without those of the gateway itself), "Backend Connection Timeouts" (\`BackendConnectionTimeouts\`). No alert of this platform reads these metrics.`;
    case 'internal-load-balancer':
      return undefined;
  }
}
