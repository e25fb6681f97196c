import { Construct } from 'constructs';
import { KubernetesCluster, RoleAssignment, UserAssignedIdentity } from '../../../imports/azurerm';
import type { RoleName } from '../../../lib/facts/role-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import { type PrincipalId, principalId } from '../../../lib/values/ids';
import { DiagnosticSetting, defaultControlPlaneLogs } from '../monitoring/diagnostic-setting';
import { setNodeProvisioning } from '../stack/azurerm-compatibility';
import { aksClusterConfig, ignoredChanges } from './aks-cluster-config';
import type { AksClusterProps } from './aks-cluster-props';

/**
 * An AKS cluster with its system pool: Azure CNI overlay with Cilium, Entra ID with Azure RBAC and no local accounts, workload
 * identity, KEDA, Key Vault CSI, automatic upgrades in maintenance windows, and an identity that has its role before the cluster
 * needs it.
 */
export class AksCluster extends Construct {
  readonly resource: KubernetesCluster;
  /** Resource id. */
  readonly clusterId: string;
  readonly clusterName: string;
  /** What federated credentials trust; known after the cluster is made. */
  readonly oidcIssuerUrl: string;
  /** The identity of the cluster itself. */
  readonly identityPrincipalId: PrincipalId;
  /** The identity of the nodes' kubelets: it pulls the images. */
  readonly kubeletPrincipalId: PrincipalId;

  /** @throws {DefinitionError} for what AKS would refuse in the middle of an apply. */
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
      // The cluster joins the subnet while it is made: without the role before that, the creation fails after minutes.
      dependsOn: [subnetRole, ...(props.overrides?.dependsOn ?? [])],
      lifecycle: props.overrides?.lifecycle ?? lifecycleOf(props),
    });
    if ((props.managedPrometheus ?? true) && props.overrides?.monitorMetrics === undefined) {
      // Without arguments, which would be labels to add: an empty object is dropped on the way to JSON.
      this.resource.addOverride('monitor_metrics', [{}]);
    }
    setNodeProvisioning(this.resource, props.azurermMajor ?? 4);
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

  /** Resource id of the group that AKS makes for the nodes. */
  get nodeResourceGroupId(): string {
    return this.resource.nodeResourceGroupId;
  }

  /** Object id of the ingress controller's own identity; with `applicationGatewayId` alone. */
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
      // A new identity is not everywhere in Entra ID yet; with its type given, Azure does not look it up.
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
  const { systemPool: pool, apiServer, upgradeChannel = 'patch', kubernetesVersion } = props;
  if (props.adminGroupObjectIds.length === 0) {
    problems.add(
      'adminGroupObjectIds',
      'nobody could administer the cluster: local accounts are off',
      'Give at least one group.',
    );
  }
  if ('authorizedIpRanges' in apiServer && apiServer.authorizedIpRanges.length === 0) {
    problems.add(
      'apiServer',
      'no range is given, so everybody reaches the API server',
      'Give the ranges, or make it private.',
    );
  }
  if (pool.minNodes < 2 || pool.maxNodes < pool.minNodes) {
    problems.add(
      'systemPool',
      `${pool.minNodes} to ${pool.maxNodes} nodes`,
      'Give 2 ≤ minNodes ≤ maxNodes: the cluster DNS runs there.',
    );
  }
  if (kubernetesVersion !== undefined && (upgradeChannel === 'stable' || upgradeChannel === 'rapid')) {
    problems.add(
      'kubernetesVersion',
      `the channel "${upgradeChannel}" chooses the version`,
      'Leave it out, or use "patch".',
    );
  }
  if (upgradeChannel === 'patch' && kubernetesVersion?.split('.').length === 3) {
    problems.add(
      'kubernetesVersion',
      `"${kubernetesVersion}" names a patch, which the channel "patch" chooses`,
      'Give 1.35, say.',
    );
  }
  if (upgradeChannel === 'node-image' && (props.nodeOsUpgradeChannel ?? 'NodeImage') !== 'NodeImage') {
    problems.add(
      'nodeOsUpgradeChannel',
      'the upgrade channel "node-image" allows only "NodeImage"',
      'Use "NodeImage".',
    );
  }
  for (const key of ['containerInsights', 'defender'] as const) {
    if (props[key] && props.logAnalyticsWorkspaceId === undefined) {
      problems.add(key, 'it needs a workspace', 'Give logAnalyticsWorkspaceId.');
    }
  }
  problems.throwIfAny(`the cluster "${props.name}"`);
}
