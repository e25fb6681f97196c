import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { devicePluginPools } from '../../../lib/platform/gitops/application-names';
import {
  devicePluginApplication,
  ingressWorkload,
  notificationsWorkload,
} from '../../../lib/platform/gitops/platform-workloads';
import { outputValue, type PlatformOutputs } from '../../../lib/platform/outputs/outputs-file';
import { clusterApplication } from '../../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import { kindOf } from '../../../lib/platform/workloads/workload-kinds';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import { ChartContext } from './chart-context';
import { addCluster, addDevicePlugin, triggerIdentitiesOf } from './cluster-objects';
import { addIngress } from './ingress-objects';
import { addNotifications } from './notification-objects';
import { objectsOf } from './workload-objects';

/** The objects of one Argo CD Application. */
export interface ApplicationChart {
  /** Name of the Application and of its folder. */
  readonly name: string;
  /** Chart with the objects. */
  readonly chart: Chart;
}

/** The charts of a platform. */
export interface PlatformCharts {
  /** Charts of Applications whose objects the platform renders. */
  readonly applications: readonly ApplicationChart[];
  /** Objects that accompany a Helm chart, by the name of its Application. */
  readonly besideExternal: readonly ApplicationChart[];
}

/**
 * Creates one chart per Application folder, in the order of the platform's Applications: `cluster`
 * first, then the device plugin, then each workload.
 *
 * `cluster` contains the objects that belong to no single workload: namespaces, and ServiceAccounts
 * and TriggerAuthentications, which several workloads may share. They stay there when another
 * workload starts to use them: if an object moved to another Application, the Application that
 * syncs first would delete it.
 *
 * @throws {DefinitionError} with every missing output, and with every two identities that have the
 * same Kubernetes name.
 */
export function applicationCharts(
  scope: Construct,
  platform: ResolvedPlatform,
  outputs: PlatformOutputs,
): PlatformCharts {
  checkInput(platform, outputs);
  const context = new ChartContext(platform, outputs);
  const charts = new Map<string, Chart>();
  const add = <Workload>(
    name: string,
    workload: Workload,
    fill: (chart: Chart, workload: Workload, context: ChartContext) => void,
  ) => {
    const chart = new Chart(scope, name, { disableResourceNameHashes: true });
    fill(chart, workload, context);
    charts.set(name, chart);
  };
  add(clusterApplication, platform, (chart) => addCluster(chart, context));
  const pluginPools = devicePluginPools(platform);
  if (pluginPools.length > 0) add(devicePluginApplication, pluginPools, addDevicePlugin);
  for (const workload of platform.workloads) {
    const addObjects = objectsOf(workload);
    if (addObjects !== undefined) add(workload.name, workload, addObjects);
  }
  if (platform.ingress !== undefined) add(ingressWorkload, platform.ingress, addIngress);
  const notifications = platform.gitOps.notifications?.own;
  if (notifications !== undefined) add(notificationsWorkload, notifications, addNotifications);
  const chartsOf = (names: readonly string[]) =>
    names.flatMap((name) => {
      const chart = charts.get(name);
      return chart === undefined ? [] : [{ name, chart }];
    });
  return {
    applications: chartsOf(platform.gitOps.applications.map(({ name }) => name)),
    besideExternal: chartsOf(
      platform.workloads.filter((workload) => kindOf(workload).delivery === 'chart').map(({ name }) => name),
    ),
  };
}

function checkInput(platform: ResolvedPlatform, outputs: PlatformOutputs): void {
  const problems = ProblemList.create();
  for (const output of platform.requiredOutputs) {
    if (outputValue(outputs, output) !== undefined) continue;
    const { name, what, neededBy } = output;
    problems.add(
      name,
      `the ${what} is missing, and ${neededBy.join(', ')} ${neededBy.length === 1 ? 'needs' : 'need'} it`,
      'Deploy Azure with --outputs-file, then run synth again.',
    );
  }
  problems.throwIfAny(`the outputs of ${platform.environment}`);
  const identityNames = triggerIdentitiesOf(platform).map(([name]) => name);
  requireUnique(
    problems,
    'TriggerAuthentication',
    identityNames,
    triggerAuthenticationName,
    (index) => `identity ${identityNames[index]}`,
  );
  problems.throwIfAny('the platform definition');
}
