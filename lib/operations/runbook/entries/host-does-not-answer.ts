import { deployCommand, stacksOf } from '../../../platform/outputs/deploy-command';
import { ingressCertificates } from '../../../platform/platform-workloads';
import type { ResolvedIngress } from '../../../platform/resolve-ingress';
import { blocksByPlace } from '../blocks-by-place';
import { durationText } from '../duration-text';
import { code, codes, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookCause, RunbookEntry } from '../runbook-entry';
import { scaledBy, startupSeconds } from '../runbook-workload';
import { askGateway, gatewayMetrics, noBackendSign, timeoutSign } from './gateway-commands';

/**
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/{http-response-codes, application-gateway-backend-health-troubleshooting,
 * configuration-http-settings}; …/for-containers/troubleshooting-guide; envoyproxy.io/docs/envoy/v1.40.0, "Access logging", response flags;
 * kubernetes.io/docs/concepts/services-networking/endpoint-slices; curl.se/docs/manpage.html.
 */
export function hostDoesNotAnswer(runbook: Runbook): RunbookEntry {
  const { platform } = runbook;
  const ingress = platform.ingress!;
  return {
    topic: 'hostDoesNotAnswer',
    symptom:
      'Callers from outside get `502`, `503`, `504` or `500`, or a host does not answer at all. Inside of the cluster the same may work.',
    look: [
      ...blocksByPlace(
        `HOST=${callableHost(ingress)} # or another row of the table`,
        '# who answers, with what, and after how long; from the virtual network where the address is private',
        `curl --silent --show-error --max-time 30 --output /dev/null --write-out '%{http_code} from %{remote_ip} after %{time_total} s\\n' https://"$HOST"/`,
        ...askGateway(runbook),
      ),
      ...blocksByPlace(...lookBehind(runbook)),
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
      `An answer may take ${durationText(ingress.timeoutSeconds)} (\`ingress.timeoutSeconds\`).`,
      gatewayMetrics(platform),
    ],
  };
}

/** A host that can be asked for; of a wildcard alone, one that it covers. */
function callableHost({ hosts }: ResolvedIngress): string {
  const named = hosts.find(({ host }) => !host.startsWith('*')) ?? hosts[0]!;
  return named.host.replace('*', 'www');
}

/** Addresses and pods of a Service behind a host: of any row of the table, whoever made its pods. */
function lookBehind({ platform, workloads }: Runbook): readonly string[] {
  const routes = platform.ingress!.hosts.flatMap((host) => host.routes);
  const isKnown = ({ to, namespace }: (typeof routes)[number]) =>
    workloads.some((each) => each.name === to && each.namespace === namespace);
  const shown = routes.find(isKnown) ?? routes[0];
  if (shown === undefined) return [];
  return [
    `SERVICE=${shown.service} NAMESPACE=${shown.namespace} # or those of another row of the table`,
    '# behind the gateway: addresses of the Service, the pods that it selects, and whom policies let in',
    'kubectl get endpointslices --namespace "$NAMESPACE" --selector "kubernetes.io/service-name=$SERVICE"',
    `SELECTOR=$(kubectl get service "$SERVICE" --namespace "$NAMESPACE" --output go-template='{{range $key, $value := .spec.selector}}{{$key}}={{$value}},{{end}}')`,
    'kubectl get pods --namespace "$NAMESPACE" --selector "${SELECTOR%,}" --output wide',
    'kubectl describe networkpolicies --namespace "$NAMESPACE"',
  ];
}

function causesOf(runbook: Runbook, ingress: ResolvedIngress): readonly (RunbookCause | undefined)[] {
  const { platform } = runbook;
  const deploy = code(deployCommand(stacksOf(platform)));
  return [
    {
      sign: `${noBackendSign(ingress.type)}, and no pod of it is ready`,
      cause: 'nobody is there to answer',
      remedy: '[Pods restart](#pods-restart), [Pods stay pending](#pods-stay-pending)',
    },
    coldStart(runbook, ingress),
    {
      sign: `${timeoutSign(ingress.type)}, ${durationText(ingress.timeoutSeconds)} after the request`,
      cause: 'the answer took longer than the gateway waits',
      remedy:
        'stream the answer, or a longer `ingress.timeoutSeconds` in the definition; what waits for a model: [Requests wait](#requests-wait)',
    },
    {
      sign: 'the connection ends after some minutes in which nothing came',
      cause: 'a silent connection is cut on its way, whatever the gateway waits for',
      remedy: 'stream the answer',
    },
    ...probeCauses(ingress),
    {
      sign: '`404` for everything of a host',
      cause: 'the gateway does not know it: its route is not there, or was not taken',
      remedy:
        'the events and conditions of the route above; the Application of the ingress: [Argo CD does not sync](#argo-cd-does-not-sync)',
    },
    {
      sign: '`certificate has expired`, `no alternative certificate subject name matches`',
      cause: 'the certificate ended, or is one of another host',
      remedy: '[A certificate is renewed](#a-certificate-is-renewed)',
    },
    {
      sign: '`Could not resolve host`, or another address than that of the gateway',
      cause: 'DNS does not know the host, or leads elsewhere',
      remedy: 'its record in DNS, which is not a part of this platform: the address that the gateway has',
    },
    controllerCause(ingress, deploy),
  ];
}

/** What may be at nothing: a request does not start it, and does not wait for as long as its start takes. */
function coldStart({ workloads }: Runbook, { timeoutSeconds }: ResolvedIngress): RunbookCause | undefined {
  const sleeping = scaledBy(workloads, 'ScaledObject').filter(
    ({ replicas, gpus }) => replicas.least === 0 && gpus > 0,
  );
  if (sleeping.length === 0) return undefined;
  const longest = Math.max(...sleeping.map(({ container }) => startupSeconds(container) ?? 0));
  return {
    sign: `it works for other models, and not for ${codes(sleeping.map(({ name }) => name))}, which may be at 0 replicas`,
    cause:
      longest > timeoutSeconds
        ? `nobody is there until its scaler starts one, which may then take ${durationText(longest)} and a node: longer than anybody waits`
        : 'nobody is there until its scaler starts one, which needs a node and loads its model',
    remedy:
      'by hand for now: [Scale by hand](#scale-by-hand), then ask again; `minReplicas` of 1 in the definition where it always has to answer',
  };
}

function probeCauses({ type, subnet }: ResolvedIngress): readonly RunbookCause[] {
  if (type === 'internal-load-balancer')
    return [
      {
        sign: '`UF` while pods are ready',
        cause:
          'a network policy of the workload does not let the pods of the ingress in, or its port is another one',
        remedy: 'the policies above, and the ports of the Service',
      },
    ];
  return [
    {
      sign: 'pods are ready, and the gateway finds them unhealthy: a status code',
      cause: 'what it asks answers otherwise: it asks what the readiness probe asks, without a key',
      remedy: 'the readiness probe of the workload (`health` in the definition)',
    },
    {
      sign: 'pods are ready, and the gateway finds them unhealthy: a time-out, no connection',
      cause: `the gateway calls pods from its subnet ${code(subnet ?? '')}, and a network policy, a route or a security group does not let it`,
      remedy: `the policies above have to let ${code(subnet ?? '')} in`,
    },
  ];
}

function controllerCause({ type }: ResolvedIngress, deploy: string): RunbookCause {
  switch (type) {
    case 'application-gateway':
      return {
        sign: '`AuthorizationFailed` in the log of the ingress controller, or `state` is not `Running`',
        cause:
          'the controller may not change the gateway, so that it has the addresses of pods that are gone; or somebody stopped it',
        remedy: `${deploy}; a new role needs some minutes`,
      };
    case 'application-gateway-for-containers':
      return {
        sign: '`Programmed` of the Gateway is `False`, or it has no address',
        cause: `the ALB controller may not change the gateway, or a Secret of a certificate is not there: ${code(ingressCertificates)} does not run`,
        remedy: `its message; ${deploy}; [A federated token is refused](#a-federated-token-is-refused)`,
      };
    case 'internal-load-balancer':
      return {
        sign: 'the Service has no address',
        cause: 'no load balancer was made: the subnet is full, or the cluster may not use it',
        remedy: `the events of the Service; ${deploy}`,
      };
  }
}
