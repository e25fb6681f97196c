import { albControllerServiceAccount } from '../../../engine/charts/alb-controller';
import {
  applicationGatewayName,
  gatewayAddressName,
  gatewayForContainersName,
} from '../../../engine/ingress/gateway-names';
import { ingressWorkload } from '../../../platform/platform-workloads';
import type { ResolvedIngress } from '../../../platform/resolve-ingress';
import type { ResolvedPlatform } from '../../../platform/resolved-platform';
import { code } from '../markdown-blocks';
import type { Runbook } from '../runbook';

/**
 * What the gateway of an environment says of itself, of its routes and of what is behind it.
 *
 * Sources (2026-11): learn.microsoft.com/cli/azure/network/application-gateway, show-backend-health; learn.microsoft.com/azure/application-gateway/
 * for-containers/troubleshooting-guide (`app=alb-controller`). The label `app=ingress-appgw` of the add-on's pods is in no page of Microsoft's
 * own: it is what those who run it see.
 */
export function askGateway({ platform, workloads }: Runbook): readonly string[] {
  const { azure, cluster, namespace, ingress } = platform;
  const inGroup = `--resource-group ${azure.resourceGroup.name}`;
  const namespaces = [
    ...new Set(ingress!.hosts.flatMap(({ routes }) => routes.map((route) => route.namespace))),
  ];
  switch (ingress!.type) {
    case 'application-gateway': {
      const gateway = applicationGatewayName(cluster.name);
      return [
        '# the address that DNS has to have, whether the gateway runs, and what it thinks of each pod',
        `az network public-ip show ${inGroup} --name ${gatewayAddressName(gateway)} --query ipAddress --output tsv`,
        `az network application-gateway show ${inGroup} --name ${gateway} --query "{state:operationalState, last:provisioningState}" --output table`,
        `az network application-gateway show-backend-health ${inGroup} --name ${gateway} --query "backendAddressPools[].backendHttpSettingsCollection[].servers[].{pod:address, health:health, why:healthProbeLog}" --output table`,
        '# routes, with their events, and who tells the gateway of them',
        ...namespaces.map((each) => `kubectl describe ingresses --namespace ${each}`),
        'kubectl logs --namespace kube-system --selector app=ingress-appgw --tail 100',
      ];
    }
    case 'application-gateway-for-containers':
      return [
        '# the name that DNS has to lead to, the state of the gateway and of its routes, and who tells the gateway of them',
        `kubectl get gateway ${ingressWorkload} --namespace ${namespace} --output jsonpath='{range .status.addresses[*]}{.value}{"\\n"}{end}{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}'`,
        `kubectl describe gateway ${ingressWorkload} --namespace ${namespace}`,
        ...namespaces.map((each) => `kubectl describe httproutes --namespace ${each}`),
        `kubectl logs --namespace ${albControllerServiceAccount.namespace} --selector app=alb-controller --tail 100`,
      ];
    case 'internal-load-balancer': {
      const proxy = workloads.find(
        (each) => each.name === ingressWorkload && each.namespace === namespace && each.kind === 'Deployment',
      );
      return [
        '# the address that DNS has to have, the proxies, and the requests that they could not pass on',
        `kubectl get service ${ingressWorkload} --namespace ${namespace} --output jsonpath='{.status.loadBalancer.ingress[*].ip}{"\\n"}'`,
        `kubectl describe service ${ingressWorkload} --namespace ${namespace}`,
        ...(proxy === undefined
          ? []
          : [
              `kubectl get pods --namespace ${namespace} --selector ${proxy.selector} --output wide`,
              `kubectl logs --namespace ${namespace} --selector ${proxy.selector} --prefix --tail 500 | grep -E '"status":5[0-9][0-9]'`,
            ]),
      ];
    }
  }
}

/** What one sees where a gateway has nobody to send a request to. */
export function noBackendSign(type: ResolvedIngress['type']): string {
  switch (type) {
    case 'application-gateway':
      return '`502`; `health` is `Unhealthy` or `Unknown`, or there is no pod in the list';
    case 'application-gateway-for-containers':
      return '`500` or `503`; the Service has no address';
    case 'internal-load-balancer':
      return '`503`, `flags` of the log is `UF` or `UH`';
  }
}

/** What one sees where a gateway waited for long enough. */
export function timeoutSign(type: ResolvedIngress['type']): string {
  return type === 'internal-load-balancer' ? '`504`, `flags` of the log is `UT`' : '`504`';
}

/**
 * Where the gateway of Azure shows itself over time; no alert here is about it.
 * Source: learn.microsoft.com/azure/azure-monitor/reference/supported-metrics, microsoft-network-applicationgateways-metrics and
 * microsoft-servicenetworking-trafficcontrollers-metrics (2026-11).
 */
export function gatewayMetrics({ cluster, ingress }: ResolvedPlatform): string | undefined {
  switch (ingress!.type) {
    case 'application-gateway':
      return `Since when: the portal, ${code(applicationGatewayName(cluster.name))}, "Metrics": "Unhealthy Host Count" (\`UnhealthyHostCount\`), "Failed Requests" (\`FailedRequests\`), "Backend Response Status" (\`BackendResponseStatus\`: of pods alone, without what the gateway answers itself). No alert here reads them.`;
    case 'application-gateway-for-containers':
      return `Since when: the portal, ${code(gatewayForContainersName(cluster.name))}, "Metrics": "Backend Healthy Targets" (\`BackendHealthyTargets\`), "Backend HTTP Response Status" (\`BackendHTTPResponseStatus\`: of pods alone, without what the gateway answers itself), "Backend Connection Timeouts" (\`BackendConnectionTimeouts\`). No alert here reads them.`;
    case 'internal-load-balancer':
      return undefined;
  }
}
