import { ingressCertificates } from '../../../platform/gitops/platform-workloads';
import type { InventoryIngress } from '../../inventory/inventory';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { durationText } from '../duration-text';
import { code, codes, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookCause, type RunbookEntry, to } from '../runbook-entry';
import { scaledBy, startupSeconds } from '../runbook-workload';
import { gatewayMetrics, ingressCommands, noBackendSign, timeoutSign } from './gateway-commands';

/**
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/{http-response-codes,
 * application-gateway-backend-health-troubleshooting, configuration-http-settings};
 * …/for-containers/troubleshooting-guide; envoyproxy.io/docs/envoy/v1.40.0, "Access logging",
 * response flags; kubernetes.io/docs/concepts/services-networking/endpoint-slices;
 * curl.se/docs/manpage.html.
 */
export function hostDoesNotRespond(runbook: Runbook): RunbookEntry {
  const { inventory } = runbook;
  const ingress = inventory.ingress!;
  return {
    topic: 'hostDoesNotRespond',
    symptom:
      'Clients outside the cluster receive `502`, `503`, `504` or `500`, or a host does not respond at all. The same request may succeed inside the cluster.',
    look: [
      ...commandBlocks(
        onOwnMachine(
          `HOST=${callableHost(ingress)} # or another row of the table`,
          '# status, address and response time; run it in the virtual network if the address is private',
          `curl --silent --show-error --max-time 30 --output /dev/null --write-out '%{http_code} from %{remote_ip} after %{time_total} s\\n' https://"$HOST"/`,
        ),
        ...ingressCommands(runbook),
      ),
      // Not merged with the commands above: an operator replaces the Service on its own.
      ...commandBlocks(inCluster(...backendCommands(runbook))),
    ],
    causes: causesOf(runbook, ingress),
    more: [
      table(
        ['Host', 'Path', 'Service', 'Namespace', 'Certificate'],
        ingress.hosts.flatMap(({ host, certificate, routes }) =>
          routes.map(({ path, service, namespace }) => [
            code(host),
            code(path),
            code(service),
            code(namespace),
            code(certificate),
          ]),
        ),
      ),
      `The response timeout is ${durationText(ingress.timeoutSeconds)} (\`ingress.timeoutSeconds\`).`,
      gatewayMetrics(inventory),
    ],
  };
}

/** Host that a client can request. For a wildcard alone, a host that it covers. */
function callableHost({ hosts }: InventoryIngress): string {
  const named = hosts.find(({ host }) => !host.startsWith('*')) ?? hosts[0]!;
  return named.host.replace('*', 'www');
}

/** Commands that show the endpoints and pods of a Service, for any row of the table. */
function backendCommands({ inventory, workloads }: Runbook): readonly string[] {
  const routes = inventory.ingress!.hosts.flatMap((host) => host.routes);
  const isKnown = ({ to: name, namespace }: (typeof routes)[number]) =>
    workloads.some((each) => each.name === name && each.namespace === namespace);
  const shown = routes.find(isKnown) ?? routes[0];
  if (shown === undefined) return [];
  return [
    `SERVICE=${shown.service} NAMESPACE=${shown.namespace} # or those of another row of the table`,
    '# backends: addresses of the Service, pods that it selects, and clients that network policies allow',
    'kubectl get endpointslices --namespace "$NAMESPACE" --selector "kubernetes.io/service-name=$SERVICE"',
    `SELECTOR=$(kubectl get service "$SERVICE" --namespace "$NAMESPACE" --output go-template='{{range $key, $value := .spec.selector}}{{$key}}={{$value}},{{end}}')`,
    'kubectl get pods --namespace "$NAMESPACE" --selector "${SELECTOR%,}" --output wide',
    'kubectl describe networkpolicies --namespace "$NAMESPACE"',
  ];
}

function causesOf(runbook: Runbook, ingress: InventoryIngress): readonly (RunbookCause | undefined)[] {
  const { inventory } = runbook;
  const deploy = code(inventory.deployCommand);
  return [
    {
      sign: `${noBackendSign(ingress.type)}, and no pod of the workload is ready`,
      cause: 'no backend can respond',
      remedy: linked`${to('podsRestart')}, ${to('podsPending')}`,
    },
    coldStart(runbook, ingress),
    {
      sign: `${timeoutSign(ingress.type)}, ${durationText(ingress.timeoutSeconds)} after the request`,
      cause: 'the response took longer than the timeout of the ingress',
      remedy: linked`stream the response, or raise \`ingress.timeoutSeconds\` in the definition; if the request waits for a model: ${to('requestsQueueUp')}`,
    },
    {
      sign: 'the connection closes after some minutes without data',
      cause: 'the network path closes idle connections, regardless of the timeout of the ingress',
      remedy: 'stream the response',
    },
    ...probeCauses(ingress),
    {
      sign: '`404` for every path of a host',
      cause: 'the gateway has no route for the host: the route does not exist, or the gateway rejected it',
      remedy: linked`read the events and conditions of the route with the commands above; check the Application of the ingress: ${to('syncFails')}`,
    },
    {
      sign: '`certificate has expired`, `no alternative certificate subject name matches`',
      cause: 'the certificate expired, or belongs to another host',
      remedy: linked`${to('certificateRotation')}`,
    },
    {
      sign: '`Could not resolve host`, or an address other than that of the gateway',
      cause: 'DNS has no record for the host, or the record has another address',
      remedy: 'set the DNS record to the address of the gateway; this platform does not manage DNS records',
    },
    controllerCause(ingress, deploy),
  ];
}

/**
 * Workloads that scale to zero: a request does not start them, and a start may take longer than the
 * timeout.
 */
function coldStart({ workloads }: Runbook, { timeoutSeconds }: InventoryIngress): RunbookCause | undefined {
  const sleeping = scaledBy(workloads, 'ScaledObject').filter(
    ({ replicas, gpus }) => replicas.minReplicas === 0 && gpus > 0,
  );
  if (sleeping.length === 0) return undefined;
  const longest = Math.max(...sleeping.map(({ container }) => startupSeconds(container) ?? 0));
  return {
    sign: `other models respond, but ${codes(sleeping.map(({ name }) => name))} at 0 replicas does not`,
    cause:
      longest > timeoutSeconds
        ? `no replica runs until the scaler starts one. The start takes up to ${durationText(longest)} and requires a node, which is longer than the timeout`
        : 'no replica runs until the scaler starts one, which requires a node and loads the model',
    remedy: linked`start a replica now: ${to('scaleManually')}, then repeat the request; set \`minReplicas\` to 1 in the definition if the model must always respond`,
  };
}

function probeCauses({ type, subnet }: InventoryIngress): readonly RunbookCause[] {
  if (type === 'internal-load-balancer')
    return [
      {
        sign: '`UF` although pods are ready',
        cause:
          'a network policy of the workload blocks the pods of the ingress, or the port of the Service is wrong',
        remedy: 'check the network policies above and the ports of the Service',
      },
    ];
  return [
    {
      sign: 'pods are ready, and the gateway reports them as unhealthy with a status code',
      cause: 'the health probe of the gateway, which requests the readiness path without a key, fails',
      remedy: 'check the readiness probe of the workload (`health` in the definition)',
    },
    {
      sign: 'pods are ready, and the gateway reports them as unhealthy with a timeout or no connection',
      cause: `a network policy, a route or a security group blocks the gateway, which calls the pods from its subnet ${code(subnet ?? '')}`,
      remedy: `allow ${code(subnet ?? '')} in the network policies above`,
    },
  ];
}

function controllerCause({ type }: InventoryIngress, deploy: string): RunbookCause {
  switch (type) {
    case 'application-gateway':
      return {
        sign: '`AuthorizationFailed` in the log of the ingress controller, or `state` is not `Running`',
        cause:
          'the controller lacks a role on the gateway, which keeps the addresses of deleted pods; or an operator stopped the gateway',
        remedy: `${deploy}; a new role takes some minutes to apply`,
      };
    case 'application-gateway-for-containers':
      return {
        sign: '`Programmed` of the Gateway is `False`, or the Gateway has no address',
        cause: `the ALB controller lacks a role on the gateway, or the Secret of a certificate does not exist because ${code(ingressCertificates)} does not run`,
        remedy: linked`read its message; ${deploy}; ${to('federatedTokenRejected')}`,
      };
    case 'internal-load-balancer':
      return {
        sign: 'the Service has no address',
        cause:
          'Azure created no load balancer: the subnet is full, or the cluster lacks a role on the subnet',
        remedy: `read the events of the Service; ${deploy}`,
      };
  }
}
