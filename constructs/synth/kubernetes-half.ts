import { ApiObject, App, Chart } from 'cdk8s';
import type { KubernetesObject } from '../../lib/check/deployment-picture';
import { argoApplicationName } from '../../lib/engine/gitops/argo-destination';
import { type DeployedApplication, originOf } from '../../lib/operations/inventory/deployed-application';
import { grafanaFolder } from '../../lib/platform/gitops/application-names';
import { externalApplications } from '../../lib/platform/gitops/external-applications';
import type { PlatformOutputs } from '../../lib/platform/outputs/outputs-file';
import { argoCdFolder } from '../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { ProblemList } from '../../lib/problems/problem-list';
import { knownNames } from '../../lib/problems/value-rules';
import { ArgoCdChart } from '../gitops/argocd-chart';
import type { ExternalApplication } from '../gitops/external-application';
import { rootApplicationName, rootApplicationOf, rootSyncWave } from '../gitops/root-manifests';
import { type ApplicationChart, applicationCharts } from '../kubernetes/charts/application-charts';
import { TerraformTokenResolver } from '../kubernetes/terraform-token-resolver';
import { type ManifestRendering, renderManifests } from './render-manifests';
import { validateConstructs } from './validate-constructs';

/** The Kubernetes half as an extension sees it. */
export interface KubernetesExtension {
  /**
   * The chart of an application of the platform, to add or patch objects.
   *
   * @throws {DefinitionError} if the application does not exist.
   */
  chart(application: string): Chart;
  /**
   * Adds a folder with its own Argo CD Application.
   *
   * @throws {DefinitionError} if the name is in use.
   */
  addApplication(name: string, options?: { readonly namespace?: string; readonly syncWave?: number }): Chart;
  readonly outputs: PlatformOutputs;
}

/** Adds objects to the charts, or changes their objects. */
export type ExtendKubernetes = (extension: KubernetesExtension) => void;

interface Folder {
  readonly name: string;
  readonly namespace: string;
  readonly syncWave: number;
  readonly ownProject: boolean;
  readonly chart: Chart;
}

/** The Kubernetes half with its Argo CD Applications. */
export interface KubernetesRendering extends ManifestRendering {
  readonly applications: readonly DeployedApplication[];
}

/** The Kubernetes half as files below `dist/<environment>`. */
export function renderKubernetesHalf(
  platform: ResolvedPlatform,
  outputs: PlatformOutputs,
  extend: ExtendKubernetes | undefined,
): KubernetesRendering {
  const tokens = new TerraformTokenResolver();
  const app = new App({ resolvers: [tokens], recordConstructMetadata: false });
  const charts = applicationCharts(app, platform, outputs);
  const folders: Folder[] = charts.applications.map(({ name, chart }) => {
    const application = platform.gitOps.applications.find((candidate) => candidate.name === name)!;
    const { namespace, syncWave, ownProject } = application;
    return { name, chart, namespace, syncWave, ownProject };
  });
  extend?.(extensionOf(app, folders, charts.besideExternal, platform, outputs));
  validateConstructs(app, 'the Kubernetes objects');

  const withObjects = folders.map((folder) => ({ ...folder, objects: objectsOf(folder.chart) }));
  const additional = charts.besideExternal.map(({ name, chart }) => ({ name, objects: objectsOf(chart) }));
  const external = externalApplications(platform, outputs.clientIds).map(
    ({ podSecurity: _, ...application }) => ({
      ...application,
      objects: additional.find(({ name }) => name === application.name)?.objects,
    }),
  );
  tokens.throwIfFound();
  const argoCd = new ArgoCdChart(app, {
    ...rootApplicationOf(platform),
    folders: withObjects,
    externalApplications: external,
    destination: platform.gitOps.destination,
    onDelete: platform.gitOps.onDelete,
    syncWindows: platform.gitOps.syncWindows,
    warnOfOrphans: platform.gitOps.orphanedResources === 'warn',
    otherFolders: [grafanaFolder],
  });
  const rendering = renderManifests([
    { application: argoCdFolder, objects: objectsOf(argoCd) },
    ...[...withObjects, ...additional].map(({ name, objects }) => ({ application: name, objects })),
  ]);
  return { ...rendering, applications: deployedApplications(platform, withObjects, external) };
}

/** Applications of the environment, those of an extension included, in the order of the sync. */
function deployedApplications(
  { environment, gitOps }: ResolvedPlatform,
  folders: readonly Omit<Folder, 'chart'>[],
  external: readonly ExternalApplication[],
): readonly DeployedApplication[] {
  const { repository, revision, environmentPath, destination, argoCd, type } = gitOps;
  const nameOf = (name: string) => argoApplicationName(environment, destination, name);
  const folderOf = (folder: string) => ({ repository, revision, path: `${environmentPath}/${folder}` });
  const root: DeployedApplication = {
    name: rootApplicationName(environment),
    definitionName: rootApplicationName(environment),
    folder: argoCdFolder,
    namespace: argoCd.namespace,
    sources: [folderOf(argoCdFolder)],
    syncWave: rootSyncWave,
    isRoot: true,
    isGenerated: false,
  };
  // An ApplicationSet has one template: one namespace, and no waves.
  const generatedNamespace = folders.find(({ ownProject }) => !ownProject)?.namespace;
  const others: readonly DeployedApplication[] = [
    ...folders.map(({ name, namespace, syncWave, ownProject }) => {
      const isGenerated = type === 'application-set' && !ownProject;
      return {
        name: nameOf(name),
        definitionName: name,
        folder: name,
        namespace: isGenerated ? generatedNamespace! : namespace,
        sources: [folderOf(name)],
        syncWave: isGenerated ? 0 : syncWave,
        isRoot: false,
        isGenerated,
      };
    }),
    ...external.map(({ name, namespace, source, syncWave, objects = [] }) => ({
      name: nameOf(name),
      definitionName: name,
      folder: objects.length > 0 ? name : undefined,
      namespace,
      sources: [originOf(source), ...(objects.length > 0 ? [folderOf(name)] : [])],
      syncWave,
      isRoot: false,
      isGenerated: false,
    })),
  ];
  return [root, ...[...others].sort((a, b) => a.syncWave - b.syncWave || (a.name < b.name ? -1 : 1))];
}

function extensionOf(
  app: App,
  folders: Folder[],
  additional: readonly ApplicationChart[],
  platform: ResolvedPlatform,
  outputs: PlatformOutputs,
): KubernetesExtension {
  return {
    outputs,
    chart(application) {
      const folder = [...folders, ...additional].find(({ name }) => name === application);
      if (folder === undefined) {
        throw extensionError(
          application,
          'no application has this name',
          knownNames(
            application,
            [...folders, ...additional].map(({ name }) => name),
            'applications',
          ),
        );
      }
      return folder.chart;
    },
    addApplication(name, options = {}) {
      if (name === argoCdFolder || [...folders, ...additional].some((folder) => folder.name === name)) {
        throw extensionError(
          name,
          'an application with this name exists',
          'Choose another name, or use chart().',
        );
      }
      const chart = new Chart(app, name, { disableResourceNameHashes: true });
      folders.push({
        name,
        chart,
        namespace: options.namespace ?? platform.namespace,
        syncWave: options.syncWave ?? 0,
        ownProject: false,
      });
      return chart;
    },
  };
}

function extensionError(path: string, message: string, fix: string): Error {
  const problems = ProblemList.create();
  problems.add(path, message, fix);
  try {
    problems.throwIfAny('the extension of the Kubernetes half');
  } catch (error) {
    return error as Error;
  }
  throw new Error('unreachable: a problem was added');
}

function objectsOf(chart: Chart): readonly KubernetesObject[] {
  return chart.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => object.toJson() as KubernetesObject);
}
