import { Construct } from 'constructs';
import { KubernetesCluster, RoleAssignment, UserAssignedIdentity } from '../../../imports/azurerm';
import { defaultAzurermVersion } from '../../../lib/facts/azurerm-versions';
import type { RoleName } from '../../../lib/facts/role-names';
import { checkLongTermSupport, checkUpgradeChannels } from '../../../lib/platform/cluster/upgrade-channels';
import { ProblemList } from '../../../lib/problems/problem-list';
import { type PrincipalId, principalId } from '../../../lib/values/ids';
import { DiagnosticSetting, defaultControlPlaneLogs } from '../monitoring/diagnostic-setting';
import { setNodeProvisioning } from '../stack/azurerm-compatibility';
import { aksClusterConfig, ignoredChanges } from './aks-cluster-config';
import type { AksClusterProps } from './aks-cluster-props';

/**
 * An AKS cluster with its system pool: Azure CNI overlay with Cilium, Entra ID with Azure RBAC and
 * without local accounts, workload identity, KEDA, the Key Vault CSI driver, automatic upgrades in
 * maintenance windows, and a managed identity that gets its role before the cluster needs it.
 */
export class AksCluster extends Construct {
  readonly resource: KubernetesCluster;
  /** Resource id. */
  readonly clusterId: string;
  readonly clusterName: string;
  /**
   * Issuer that federated identity credentials trust. Azure assigns it when it creates the cluster.
   */
  readonly oidcIssuerUrl: string;
  /** Object id of the managed identity of the cluster. */
  readonly identityPrincipalId: PrincipalId;
  /** Object id of the kubelet identity, which pulls the images. */
  readonly kubeletPrincipalId: PrincipalId;

  /** @throws {DefinitionError} for values that AKS would reject during `terraform apply`. */
  constructor(scope: Construct, id: string, props: AksClusterProps) {
    super(scope, id);
    checkProps(props);
    const identity = props.identity ?? this.createIdentity(props);
    this.identityPrincipalId = identity.principalId;
    const subnetRole = this.assign(
      'subnet-role',
      'Network Contributor',
      props.network.nodeSubnetId,
      identity.principalId,
    );

    this.resource = new KubernetesCluster(this, 'Resource', {
      ...aksClusterConfig(props, { identityId: identity.id }),
      ...props.overrides,
      // The cluster joins the subnet during its creation: without the role, the creation fails
      // after minutes.
      dependsOn: [subnetRole, ...(props.overrides?.dependsOn ?? [])],
      lifecycle: props.overrides?.lifecycle ?? lifecycleOf(props),
    });
    if ((props.managedPrometheus ?? true) && props.overrides?.monitorMetrics === undefined) {
      // The block has no arguments, and CDKTF omits an empty object.
      this.resource.addOverride('monitor_metrics', [{}]);
    }
    setNodeProvisioning(this.resource, props.azurerm ?? defaultAzurermVersion);
    this.clusterId = this.resource.id;
    this.clusterName = this.resource.name;
    this.oidcIssuerUrl = this.resource.oidcIssuerUrl;
    this.kubeletPrincipalId = principalId(this.resource.kubeletIdentity.objectId);

    for (const [label, registryId] of Object.entries(props.registries ?? {})) {
      this.assign(`${label}-pull-role`, 'AcrPull', registryId, this.kubeletPrincipalId);
    }
    if (props.logAnalyticsWorkspaceId !== undefined) {
      new DiagnosticSetting(this, 'diagnostics', {
        targetResourceId: this.clusterId,
        logAnalyticsWorkspaceId: props.logAnalyticsWorkspaceId,
        logs: { categories: props.controlPlaneLogs ?? defaultControlPlaneLogs },
        resourceSpecificTables: true,
      });
    }
  }

  /** Resource id of the resource group that AKS creates for the nodes. */
  get nodeResourceGroupId(): string {
    return this.resource.nodeResourceGroupId;
  }

  /** Object id of the ingress controller's identity. It exists only with `applicationGatewayId`. */
  get ingressControllerObjectId(): string {
    return this.resource.ingressApplicationGateway.ingressApplicationGatewayIdentity.get(0).objectId;
  }

  private createIdentity(props: AksClusterProps) {
    const identity = new UserAssignedIdentity(this, 'identity', {
      name: props.identityName ?? `${props.name}-identity`,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      tags: props.tags,
    });
    return { id: identity.id, principalId: principalId(identity.principalId) };
  }

  private assign(id: string, role: RoleName, scopeId: string, principal: PrincipalId): RoleAssignment {
    return new RoleAssignment(this, id, {
      scope: scopeId,
      roleDefinitionName: role,
      principalId: principal,
      // Entra ID may not have replicated a new identity yet. With an explicit type, Azure does not
      // look it up.
      principalType: 'ServicePrincipal',
    });
  }
}

function lifecycleOf(props: AksClusterProps) {
  const preventDestroy = props.preventDestroy ?? true;
  const ignoreChanges = ignoredChanges(props);
  if (!preventDestroy && ignoreChanges.length === 0) return undefined;
  return { ...(preventDestroy && { preventDestroy }), ...(ignoreChanges.length > 0 && { ignoreChanges }) };
}

function checkProps(props: AksClusterProps): void {
  const problems = ProblemList.create();
  const { systemPool: pool, apiServer } = props;
  if (props.adminGroupObjectIds.length === 0) {
    problems.add(
      'adminGroupObjectIds',
      'it is empty, and local accounts are disabled, so the cluster would have no administrator',
      'Add at least one Entra ID group.',
    );
  }
  if ('authorizedIpRanges' in apiServer && apiServer.authorizedIpRanges.length === 0) {
    problems.add(
      'apiServer',
      'authorizedIpRanges is empty, so every address reaches the API server',
      'Set authorizedIpRanges, or set private: true.',
    );
  }
  if (pool.minNodes < 2 || pool.maxNodes < pool.minNodes) {
    problems.add(
      'systemPool',
      `minNodes ${pool.minNodes} and maxNodes ${pool.maxNodes} are not a valid range`,
      'Use 2 ≤ minNodes ≤ maxNodes: the system pool runs the cluster DNS.',
    );
  }
  checkUpgradeChannels(
    {
      kubernetesVersion: props.kubernetesVersion,
      upgradeChannel: props.upgradeChannel ?? 'patch',
      nodeOsUpgradeChannel: props.nodeOsUpgradeChannel ?? 'NodeImage',
    },
    problems,
  );
  checkLongTermSupport(
    { longTermSupport: props.longTermSupport ?? false, skuTier: props.skuTier ?? 'Standard' },
    problems,
  );
  for (const key of ['containerInsights', 'defender'] as const) {
    if (props[key] && props.logAnalyticsWorkspaceId === undefined) {
      problems.add(key, 'it needs a Log Analytics workspace', 'Set logAnalyticsWorkspaceId.');
    }
  }
  problems.throwIfAny(`the cluster "${props.name}"`);
}
