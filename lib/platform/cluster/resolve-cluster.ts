import type {
  CompleteAutoscaler,
  CompleteCluster,
  MaintenanceWindowDefinition,
} from '../../definition/cluster-definition';
import { azureNameProblem, dnsPrefixOf } from '../../facts/azure-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import { Cidr } from '../../values/cidr';
import { guidProblem } from '../../values/ids';
import { resolveUtcOffset } from '../region-time';
import { checkAlerts } from './check-alerts';
import { checkLongTermSupport, checkUpgradeChannels } from './upgrade-channels';

/**
 * Authorized ranges that AKS allows with a Standard load balancer:
 * learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges (2026-11).
 */
const maxAuthorizedRanges = 200;

/** Parts of the platform that settings of the cluster follow from. */
interface ClusterContext {
  /** Whether a workload lists several node pools in order of preference. */
  readonly hasPoolOrder: boolean;
  readonly region: string;
}

/** Resolves the AKS cluster. */
export function resolveCluster(
  definition: CompleteCluster,
  { hasPoolOrder, region }: ClusterContext,
  problems: ProblemList,
) {
  const { name } = definition;
  requireRule(problems, 'name', azureNameProblem('cluster', name), 'Choose another name.');
  // Of all names that contain the name of the cluster, the Azure Monitor workspace has the shortest
  // maximum.
  const monitorWorkspaceName = `${name}-metrics`;
  if (azureNameProblem('cluster', name) === undefined) {
    requireRule(
      problems,
      'name',
      azureNameProblem('monitorWorkspace', monitorWorkspaceName),
      'Names of other resources contain it: use at most 36 letters, digits and single hyphens.',
    );
  }
  checkAccess(definition, problems);
  checkUpgrades(definition, problems);
  checkAlerts(definition, problems);
  const { grafana, imageCleanerIntervalHours, logRetentionDays, maintenance, ...settings } = definition;
  if (imageCleanerIntervalHours !== false) {
    requireInteger(problems, 'imageCleanerIntervalHours', imageCleanerIntervalHours, {
      min: 24,
      max: 2160,
      unit: 'hours',
    });
  }
  requireInteger(problems, 'logRetentionDays', logRetentionDays, { min: 30, max: 730, unit: 'days' });
  if (grafana !== undefined) {
    requireRule(
      problems.at('grafana'),
      'name',
      azureNameProblem('grafana', grafana.name),
      'Choose another name.',
    );
    if (!definition.managedPrometheus) {
      problems.add(
        'grafana',
        'Grafana requires managedPrometheus, which is off',
        'Turn managedPrometheus on, or remove grafana.',
      );
    }
  }
  return {
    ...settings,
    alertEmails: definition.alertEmails ?? [],
    maintenance: {
      kubernetes: resolveWindow(maintenance.kubernetes, region, problems.at('maintenance').at('kubernetes')),
      nodeOs: resolveWindow(maintenance.nodeOs, region, problems.at('maintenance').at('nodeOs')),
    },
    dnsPrefix: dnsPrefixOf(name),
    /** Undefined: the cluster has no Grafana. */
    grafanaName: grafana?.name,
    /** Undefined: AKS does not remove images. */
    imageCleanerIntervalHours: imageCleanerIntervalHours === false ? undefined : imageCleanerIntervalHours,
    logRetentionDays,
    logAnalyticsWorkspaceName: `${name}-logs`,
    monitorWorkspaceName,
    autoscaler: resolveAutoscaler(definition.autoscaler, hasPoolOrder, problems.at('autoscaler')),
    /** Name of the managed identity of the cluster, which joins nodes to the subnet. */
    identityName: `${name}-identity`,
  };
}

export type ResolvedCluster = Readonly<ReturnType<typeof resolveCluster>>;

function checkAccess({ apiServer, adminGroupObjectIds }: CompleteCluster, problems: ProblemList): void {
  if ('authorizedIpRanges' in apiServer) {
    const ranges = apiServer.authorizedIpRanges;
    const at = problems.at('apiServer').at('authorizedIpRanges');
    if (ranges.length === 0 || ranges.length > maxAuthorizedRanges) {
      at.add(
        '',
        `the list has ${ranges.length} ranges`,
        `Use 1 to ${maxAuthorizedRanges} ranges, or make the API server private.`,
      );
    }
    ranges.forEach((range, index) => {
      try {
        const cidr = Cidr.parse(range);
        if (cidr.prefixLength === 0)
          at.at(index).add(
            '',
            `${range} allows the whole internet`,
            'List the networks that you administer the cluster from.',
          );
      } catch (error) {
        at.at(index).add('', (error as Error).message, 'Use a range such as 203.0.113.0/24.');
      }
    });
  }
  if (adminGroupObjectIds.length === 0) {
    problems.add(
      'adminGroupObjectIds',
      'the list is empty, so no user could administer the cluster: local accounts are off',
      'Add the object id of an Entra ID group (`az ad group show --group … --query id`).',
    );
  }
  adminGroupObjectIds.forEach((id, index) => {
    requireRule(
      problems.at('adminGroupObjectIds').at(index),
      '',
      guidProblem(id),
      'Use the object id of an Entra ID group.',
    );
  });
}

function checkUpgrades(definition: CompleteCluster, problems: ProblemList): void {
  const { kubernetesVersion: version } = definition;
  const isVersion = version === undefined || /^1\.\d+(\.\d+)?$/.test(version);
  if (!isVersion) {
    problems.add(
      'kubernetesVersion',
      `"${version}" is not a valid Kubernetes version`,
      'Use a version such as 1.36.',
    );
  }
  checkUpgradeChannels({ ...definition, kubernetesVersion: isVersion ? version : undefined }, problems);
  checkLongTermSupport(definition, problems);
}

function resolveWindow(window: MaintenanceWindowDefinition, region: string, problems: ProblemList) {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(window.startTime)) {
    problems.add('startTime', `"${window.startTime}" is not a valid time`, 'Use HH:MM, such as 01:00.');
  }
  requireInteger(problems, 'durationHours', window.durationHours, { min: 4, max: 24, unit: 'hours' });
  return { ...window, utcOffset: resolveUtcOffset(window.utcOffset, region, problems) };
}

function resolveAutoscaler(
  { expander, ...minutes }: CompleteAutoscaler,
  hasPoolOrder: boolean,
  problems: ProblemList,
) {
  if (hasPoolOrder && expander !== undefined && expander !== 'priority') {
    problems.add(
      'expander',
      `"${expander}" ignores the order of node pools that workloads list`,
      'Remove it, or use "priority".',
    );
  }
  for (const [key, value] of Object.entries(minutes))
    requireInteger(problems, key, value, { min: 1, max: 1440, unit: 'minutes' });
  return { ...minutes, expander: expander ?? (hasPoolOrder ? 'priority' : 'least-waste') };
}
