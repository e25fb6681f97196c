import type { Chart } from 'cdk8s';
import {
  gatewayForContainersFrontend,
  gatewayForContainersId,
} from '../../../lib/engine/ingress/gateway-names';
import { certificatesOf } from '../../../lib/engine/ingress/routed-host';
import { ingressCertificates, ingressWorkload } from '../../../lib/platform/gitops/platform-workloads';
import type { ResolvedIngress } from '../../../lib/platform/network/resolve-ingress';
import { ApplicationGatewayIngress } from '../ingress/application-gateway-ingress';
import { GatewayForContainers } from '../ingress/gateway-for-containers';
import { InternalIngress } from '../ingress/internal-ingress';
import { TlsCertificates, tlsSecretName } from '../ingress/tls-certificates';
import type { ChartContext } from './chart-context';

/** Adds the objects of the ingress. */
export function addIngress(chart: Chart, ingress: ResolvedIngress, context: ChartContext): void {
  const { platform, partOf } = context;
  const { namespace } = platform;
  const props = {
    name: ingressWorkload,
    namespace,
    partOf,
    hosts: ingress.hosts,
    timeoutSeconds: ingress.timeoutSeconds,
  };
  if (ingress.type === 'application-gateway') {
    new ApplicationGatewayIngress(chart, 'application-gateway-ingress', props);
    return;
  }
  const identity = ingress.identity!;
  const reader = {
    vault: context.vaultFor(identity),
    serviceAccountName: identity.serviceAccount.name,
    placement: ingress.placement,
  };
  if (ingress.type === 'internal-load-balancer') {
    new InternalIngress(chart, 'internal-ingress', { ...props, ...reader });
    return;
  }
  new TlsCertificates(chart, 'tls-certificates', {
    name: ingressCertificates,
    namespace,
    partOf,
    certificates: certificatesOf(ingress.hosts),
    ...reader,
  });
  new GatewayForContainers(chart, 'gateway-for-containers', {
    ...props,
    albId: gatewayForContainersId(platform),
    frontend: gatewayForContainersFrontend,
    secretName: (certificate) => tlsSecretName(ingressCertificates, certificate),
  });
}
