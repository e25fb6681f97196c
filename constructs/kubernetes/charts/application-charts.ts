import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ingressWorkload, notificationsWorkload } from '../../../lib/platform/identity-needs';
import { clusterApplication } from '../../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import { addGateway, addInferenceServer, addTritonServer } from '../inference/server-objects';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import {
  addAgentApp,
  addCronJob,
  addHttpApp,
  addIngress,
  addLangfuseSupport,
  addNotifications,
  addQueueWorker,
} from './application-objects';
import { ChartContext, type ChartOutputs } from './chart-context';
import { addCluster, triggerIdentitiesOf } from './cluster-objects';

/** The objects of one Argo CD application. */
export interface ApplicationChart {
  /** Name of the application and of its folder. */
  readonly name: string;
  readonly chart: Chart;
}

/** The charts of a platform. */
export interface PlatformCharts {
  /** Those with an application of their own. */
  readonly applications: readonly ApplicationChart[];
  /** What belongs beside a chart of others, by the name of its application. */
  readonly besideExternal: readonly ApplicationChart[];
}

/**
 * One chart an application folder, in the order of the platform's applications: `cluster` first, then each workload.
 *
 * `cluster` holds what belongs to no single workload: namespaces, the device plugin, and the identities (ServiceAccounts
 * and TriggerAuthentications), which several workloads may share. Each is written once, and stays where it is when
 * another workload begins to use it: an object that moves between two applications is deleted by the one that syncs first.
 *
 * @throws {DefinitionError} with every output that is missing, or if two identities give one Kubernetes name.
 */
export function applicationCharts(
  scope: Construct,
  platform: ResolvedPlatform,
  outputs: ChartOutputs,
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
  const { gateway, langfuse, ingress } = platform;
  add(clusterApplication, platform, (chart) => addCluster(chart, context));
  for (const server of platform.inferenceServers) add(server.name, server, addInferenceServer);
  for (const server of platform.tritonServers) add(server.name, server, addTritonServer);
  if (gateway !== undefined) add(gateway.name, gateway, addGateway);
  for (const app of platform.httpApps) add(app.name, app, addHttpApp);
  for (const app of platform.agentApps) add(app.name, app, addAgentApp);
  for (const worker of platform.queueWorkers) add(worker.name, worker, addQueueWorker);
  for (const job of platform.cronJobs) add(job.name, job, addCronJob);
  if (ingress !== undefined) add(ingressWorkload, ingress, addIngress);
  const notifications = platform.gitOps.notifications?.own;
  if (notifications !== undefined) add(notificationsWorkload, notifications, addNotifications);
  if (langfuse !== undefined) add(langfuse.name, langfuse, addLangfuseSupport);
  return {
    applications: platform.gitOps.applications.map(({ name }) => ({ name, chart: charts.get(name)! })),
    besideExternal:
      langfuse === undefined ? [] : [{ name: langfuse.name, chart: charts.get(langfuse.name)! }],
  };
}

function checkInput(platform: ResolvedPlatform, outputs: ChartOutputs): void {
  const problems = ProblemList.create();
  for (const { name, what, neededBy } of platform.requiredOutputs) {
    if (outputs.clientIds.has(name)) continue;
    if (!name.startsWith('client_id_') && outputs.prometheusQueryEndpoint !== undefined) continue;
    problems.add(
      name,
      `the ${what} is missing; it is needed by ${neededBy.join(', ')}`,
      'Deploy the Azure half with --outputs-file, then synthesize again.',
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
