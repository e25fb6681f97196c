import { isIPv4 } from 'node:net';
import { Construct } from 'constructs';
import { ApplicationGateway, PublicIp } from '../../../imports/azurerm';
import {
  checkGatewayCertificates,
  checkGatewayInstances,
  defaultGatewayInstances,
} from '../../../lib/engine/ingress/application-gateway-limits';
import { gatewayAddressName } from '../../../lib/engine/ingress/gateway-names';
import { addressIdleMinutes } from '../../../lib/engine/ingress/idle-timeout';
import { checkAnswerTimeout, defaultAnswerTimeoutSeconds } from '../../../lib/engine/ingress/routed-host';
import { defaultAzurermVersion } from '../../../lib/facts/azurerm-versions';
import { ProblemList } from '../../../lib/problems/problem-list';
import { type PrincipalId, principalId } from '../../../lib/values/ids';
import { RoleGrant } from '../identity/role-grant';
import { WorkloadIdentity } from '../identity/workload-identity';
import { setGatewayHttp2 } from '../stack/azurerm-compatibility';
import { gatewayConfig } from './application-gateway-config';
import type { PlatformApplicationGatewayProps } from './application-gateway-props';

/**
 * An Application Gateway (Standard_v2) for the ingress controller of a cluster (AGIC), with
 * certificates from Key Vault.
 *
 * The ingress controller manages listeners, backends, probes and rules. Terraform creates one of
 * each, because a gateway requires them, and ignores later changes. The gateway buffers neither
 * requests nor responses, so tokens arrive one by one. There is no web application firewall: WAF_v2
 * reads a whole request before it forwards any part of it.
 *
 * @see (2026-11)
 * learn.microsoft.com/azure/application-gateway/{configuration-infrastructure,proxy-buffers,key-vault-certs,
 * tutorial-ingress-controller-add-on-existing}.
 *
 * @throws {DefinitionError} for invalid numbers, and for names of certificates that the controller
 * would remove from the gateway.
 */
export class PlatformApplicationGateway extends Construct {
  readonly resource: ApplicationGateway;
  /** Resource id of the gateway's managed identity, which reads the certificates. */
  readonly identityId: string;

  constructor(scope: Construct, id: string, props: PlatformApplicationGatewayProps) {
    super(scope, id);
    checkProps(props);
    const { location, resourceGroupName, tags, name, zones } = props;
    const identity = new WorkloadIdentity(this, 'identity', {
      location,
      resourceGroupName,
      tags,
      name: `${name}-identity`,
    });
    this.identityId = identity.id;
    const reader = new RoleGrant(this, 'certificate-reader', {
      role: 'Key Vault Secrets User',
      principalId: identity.principalId,
      scope: { kind: 'keyVault', id: props.keyVaultId },
    });
    const address = new PublicIp(this, 'address', {
      name: gatewayAddressName(name),
      location,
      resourceGroupName,
      tags: tags && { ...tags },
      allocationMethod: 'Static',
      sku: 'Standard',
      zones: zones && [...zones],
      idleTimeoutInMinutes: addressIdleMinutes(props.timeoutSeconds ?? defaultAnswerTimeoutSeconds),
    });
    this.resource = new ApplicationGateway(this, 'Resource', {
      ...gatewayConfig(props, { identityId: identity.id, publicIpAddressId: address.id }),
      // The gateway reads its certificates during its creation.
      dependsOn: [reader.assignment, ...(props.dependsOn ?? [])],
    });
    setGatewayHttp2(this.resource, props.azurerm ?? defaultAzurermVersion);
  }

  /** Resource id. */
  get gatewayId(): string {
    return this.resource.id;
  }
}

/** Resources that an ingress controller manages. */
export interface IngressControllerTargets {
  /** Object id of the identity of the add-on. */
  readonly controllerObjectId: string;
  /** The gateway. */
  readonly gateway: PlatformApplicationGateway;
  /** Resource id of the subnet of the gateway. */
  readonly subnetId: string;
  /** Resource id of the resource group of the gateway. */
  readonly resourceGroupId: string;
}

/**
 * Roles of the ingress controller: it changes the gateway, reassigns the gateway's identity with
 * every change, joins its subnet, and reads the resource group.
 *
 * @see learn.microsoft.com/azure/application-gateway/ingress-controller-troubleshoot and
 * tutorial-ingress-controller-add-on-existing; Azure/terraform-azurerm-aks `role_assignments.tf`
 * (2026-11).
 */
export class IngressControllerRights extends Construct {
  constructor(scope: Construct, id: string, targets: IngressControllerTargets) {
    super(scope, id);
    const controller: PrincipalId = principalId(targets.controllerObjectId);
    const grants = [
      ['gateway', 'Contributor', 'applicationGateway', targets.gateway.gatewayId],
      ['gateway-identity', 'Managed Identity Operator', 'identity', targets.gateway.identityId],
      ['subnet', 'Network Contributor', 'subnet', targets.subnetId],
      ['resource-group', 'Reader', 'resourceGroup', targets.resourceGroupId],
    ] as const;
    for (const [label, role, kind, targetId] of grants) {
      new RoleGrant(this, label, { role, principalId: controller, scope: { kind, id: targetId } });
    }
  }
}

function checkProps(props: PlatformApplicationGatewayProps): void {
  const problems = ProblemList.create();
  const { min, max } = defaultGatewayInstances;
  const { minInstances = min, maxInstances = max, timeoutSeconds } = props;
  checkGatewayInstances({ minInstances, maxInstances }, problems);
  if (timeoutSeconds !== undefined) checkAnswerTimeout(timeoutSeconds, problems);
  checkGatewayCertificates(props.certificates, problems);
  if (props.privateAddress !== undefined && !isIPv4(props.privateAddress)) {
    problems.add(
      'privateAddress',
      `"${props.privateAddress}" is not an IPv4 address`,
      'Use an address of the subnet.',
    );
  }
  problems.throwIfAny(`the Application Gateway "${props.name}"`);
}
