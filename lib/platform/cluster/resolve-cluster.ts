import type {
  ClusterDefinition,
  GpuStack,
  MaintenanceWindowDefinition,
} from '../../definition/cluster-definition';
import type { AlertSettings } from '../../facts/alert-settings';
import { azureNameProblem } from '../../facts/azure-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import { Cidr } from '../../values/cidr';
import { guidProblem } from '../../values/ids';
import { checkAlerts } from './check-alerts';

export interface ResolvedCluster {
  readonly name: string;
  readonly dnsPrefix: string;
  readonly apiServer: { readonly private: true } | { readonly authorizedIpRanges: readonly string[] };
  readonly adminGroupObjectIds: readonly string[];
  readonly kubernetesVersion: string | undefined;
  /** `none`: upgrades by hand. */
  readonly upgradeChannel: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  readonly nodeOsUpgradeChannel: 'NodeImage' | 'SecurityPatch' | 'Unmanaged' | 'None';
  readonly maintenance: {
    readonly kubernetes: MaintenanceWindowDefinition;
    readonly nodeOs: MaintenanceWindowDefinition;
  };
  readonly skuTier: 'Free' | 'Standard' | 'Premium';
  readonly azurePolicy: boolean;
  readonly defender: boolean;
  readonly containerInsights: boolean;
  readonly managedPrometheus: boolean;
  readonly grafanaName: string | undefined;
  readonly imageCleanerIntervalHours: number | undefined;
  readonly runCommand: boolean;
  readonly alertEmails: readonly string[];
  readonly alertActionGroupIds: readonly string[];
  readonly alerts: AlertSettings;
  readonly logRetentionDays: number;
  readonly logAnalyticsWorkspaceName: string;
  readonly monitorWorkspaceName: string;
  readonly autoscaler: {
    readonly expander: 'least-waste' | 'most-pods' | 'priority' | 'random';
    readonly scaleDownUnneededMinutes: number;
    readonly scaleDownDelayAfterAddMinutes: number;
    readonly maxNodeProvisionMinutes: number;
  };
  readonly gpuStack: GpuStack;
  /** The identity of the cluster itself: joins the subnet. */
  readonly identityName: string;
}

/** AKS takes so many authorized ranges with a Standard load balancer. learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges (2026-11). */
const maxAuthorizedRanges = 200;

/** @param wantsPoolOrder whether a workload names several pools in order. */
export function resolveCluster(
  definition: ClusterDefinition,
  wantsPoolOrder: boolean,
  problems: ProblemList,
): ResolvedCluster {
  const { name } = definition;
  requireRule(problems, 'name', azureNameProblem('cluster', name), 'Choose another name.');
  // The monitor workspace's name has the tightest limit of those that are made from the cluster's.
  const monitorWorkspaceName = `${name}-metrics`;
  if (azureNameProblem('cluster', name) === undefined) {
    requireRule(
      problems,
      'name',
      azureNameProblem('monitorWorkspace', monitorWorkspaceName),
      'Names of other resources are made from it: use letters, digits and single dashes, at most 36.',
    );
  }
  checkAccess(definition, problems);
  checkUpgrades(definition, problems);
  checkAlerts(definition, problems);
  const imageCleaner = definition.imageCleanerIntervalHours ?? 168;
  if (imageCleaner !== false) {
    requireInteger(problems, 'imageCleanerIntervalHours', imageCleaner, {
      min: 24,
      max: 2160,
      unit: 'hours',
    });
  }
  const logRetentionDays = definition.logRetentionDays ?? 30;
  requireInteger(problems, 'logRetentionDays', logRetentionDays, { min: 30, max: 730, unit: 'days' });
  if (definition.grafana !== undefined) {
    requireRule(
      problems.at('grafana'),
      'name',
      azureNameProblem('grafana', definition.grafana.name),
      'Choose another name.',
    );
    if (definition.managedPrometheus === false) {
      problems.add(
        'grafana',
        'Grafana has nothing to show without managed Prometheus',
        'Leave managedPrometheus on, or grafana out.',
      );
    }
  }
  return {
    name,
    dnsPrefix: dnsPrefixOf(name),
    apiServer: definition.apiServer,
    adminGroupObjectIds: definition.adminGroupObjectIds,
    kubernetesVersion: definition.kubernetesVersion,
    upgradeChannel: definition.upgradeChannel ?? 'patch',
    nodeOsUpgradeChannel: definition.nodeOsUpgradeChannel ?? 'NodeImage',
    maintenance: {
      kubernetes: definition.maintenance?.kubernetes ?? {
        dayOfWeek: 'Saturday',
        startTime: '01:00',
        durationHours: 4,
      },
      nodeOs: definition.maintenance?.nodeOs ?? { dayOfWeek: 'Sunday', startTime: '01:00', durationHours: 4 },
    },
    skuTier: definition.skuTier ?? 'Standard',
    azurePolicy: definition.azurePolicy ?? true,
    defender: definition.defender ?? true,
    containerInsights: definition.containerInsights ?? true,
    managedPrometheus: definition.managedPrometheus ?? true,
    grafanaName: definition.grafana?.name,
    imageCleanerIntervalHours: imageCleaner === false ? undefined : imageCleaner,
    runCommand: definition.runCommand ?? true,
    alertEmails: definition.alertEmails ?? [],
    alertActionGroupIds: definition.alertActionGroupIds ?? [],
    alerts: definition.alerts ?? {},
    logRetentionDays,
    logAnalyticsWorkspaceName: `${name}-logs`,
    monitorWorkspaceName,
    autoscaler: resolveAutoscaler(definition, wantsPoolOrder, problems.at('autoscaler')),
    gpuStack: definition.gpuStack ?? 'device-plugin',
    identityName: `${name}-identity`,
  };
}

function checkAccess({ apiServer, adminGroupObjectIds }: ClusterDefinition, problems: ProblemList): void {
  if ('authorizedIpRanges' in apiServer) {
    const ranges = apiServer.authorizedIpRanges;
    const at = problems.at('apiServer').at('authorizedIpRanges');
    if (ranges.length === 0 || ranges.length > maxAuthorizedRanges) {
      at.add(
        '',
        `${ranges.length} ranges`,
        `Give 1 to ${maxAuthorizedRanges} ranges, or make the API server private.`,
      );
    }
    ranges.forEach((range, index) => {
      try {
        const cidr = Cidr.parse(range);
        if (cidr.prefixLength === 0)
          at.at(index).add(
            '',
            `${range} is the whole Internet`,
            'Name the networks that you administer from.',
          );
      } catch (error) {
        at.at(index).add('', (error as Error).message, 'Give a range such as 203.0.113.0/24.');
      }
    });
  }
  if (adminGroupObjectIds.length === 0) {
    problems.add(
      'adminGroupObjectIds',
      'nobody could administer the cluster: local accounts are off',
      'Give the object id of at least one Entra ID group (`az ad group show --group … --query id`).',
    );
  }
  adminGroupObjectIds.forEach((id, index) => {
    requireRule(
      problems.at('adminGroupObjectIds').at(index),
      '',
      guidProblem(id),
      'Give the object id of an Entra ID group.',
    );
  });
}

/** AKS: the patch channel wants a minor version, the other channels choose it themselves. */
function checkUpgrades(definition: ClusterDefinition, problems: ProblemList): void {
  const {
    kubernetesVersion: version,
    upgradeChannel: channel = 'patch',
    nodeOsUpgradeChannel: nodeOs = 'NodeImage',
  } = definition;
  if (version !== undefined) {
    if (!/^1\.\d+(\.\d+)?$/.test(version)) {
      problems.add('kubernetesVersion', `"${version}" is not a Kubernetes version`, 'Give one such as 1.35.');
    } else if (channel === 'patch' && version.split('.').length === 3) {
      problems.add(
        'kubernetesVersion',
        `"${version}" names a patch, which the channel "patch" chooses itself`,
        `Write ${version.split('.').slice(0, 2).join('.')}.`,
      );
    } else if (channel === 'stable' || channel === 'rapid') {
      problems.add(
        'kubernetesVersion',
        `"${version}" is given, but the channel "${channel}" chooses the version`,
        'Leave it out, or use the channel "patch".',
      );
    }
  }
  if (channel === 'node-image' && nodeOs !== 'NodeImage') {
    problems.add(
      'nodeOsUpgradeChannel',
      `"${nodeOs}" contradicts the upgrade channel "node-image"`,
      'Use "NodeImage".',
    );
  }
  for (const key of ['kubernetes', 'nodeOs'] as const) {
    const window = definition.maintenance?.[key];
    if (window !== undefined) checkWindow(window, problems.at('maintenance').at(key));
  }
}

function checkWindow(window: MaintenanceWindowDefinition, problems: ProblemList): void {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(window.startTime)) {
    problems.add('startTime', `"${window.startTime}" is not a time`, 'Give HH:MM in UTC, for example 01:00.');
  }
  requireInteger(problems, 'durationHours', window.durationHours, { min: 4, max: 24, unit: 'hours' });
}

function resolveAutoscaler(
  definition: ClusterDefinition,
  wantsPoolOrder: boolean,
  problems: ProblemList,
): ResolvedCluster['autoscaler'] {
  const asked = definition.autoscaler?.expander;
  if (wantsPoolOrder && asked !== undefined && asked !== 'priority') {
    problems.add(
      'expander',
      `"${asked}" does not keep the order of pools that workloads ask for`,
      'Leave it out, or use "priority".',
    );
  }
  const autoscaler = {
    expander: asked ?? (wantsPoolOrder ? ('priority' as const) : ('least-waste' as const)),
    scaleDownUnneededMinutes: definition.autoscaler?.scaleDownUnneededMinutes ?? 10,
    scaleDownDelayAfterAddMinutes: definition.autoscaler?.scaleDownDelayAfterAddMinutes ?? 10,
    maxNodeProvisionMinutes: definition.autoscaler?.maxNodeProvisionMinutes ?? 20,
  };
  for (const key of [
    'scaleDownUnneededMinutes',
    'scaleDownDelayAfterAddMinutes',
    'maxNodeProvisionMinutes',
  ] as const) {
    requireInteger(problems, key, autoscaler[key], { min: 1, max: 1440, unit: 'minutes' });
  }
  return autoscaler;
}

/** azurerm: 1 to 54 letters, digits and '-', starting and ending with a letter or digit. */
function dnsPrefixOf(name: string): string {
  return name.replaceAll('_', '-').slice(0, 54).replace(/-+$/, '');
}
