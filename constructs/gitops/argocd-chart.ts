import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterScopeTest } from '../../lib/check/cluster-scoped-kinds';
import type { KubernetesObject } from '../../lib/check/deployment-picture';
import type { GitSource } from '../../lib/engine/charts/application-source';
import { type ArgoDestination, argoApplicationName } from '../../lib/engine/gitops/argo-destination';
import type { SyncWindow } from '../../lib/engine/gitops/sync-windows';
import { argoCdFolder } from '../../lib/platform/resolve-platform';
import { ArgoApplication } from './argo-application';
import type { OnDelete } from './argo-application-props';
import { ArgoApplicationSet } from './argo-application-set';
import { ArgoProject } from './argo-project';
import {
  type ExternalApplication,
  ExternalArgoApplication,
  externalProjectName,
} from './external-application';
import { isCustomKind, kindsOf, withChildKinds } from './kubernetes-kinds';
import { RootApplication } from './root-application';
import type { RootApplicationProps } from './root-manifests';

/** A folder of manifests that becomes an Application. */
export interface ApplicationFolder {
  /** Name of the folder and of the Application. */
  readonly name: string;
  /** Namespace of objects without a namespace. */
  readonly namespace: string;
  /** Sync wave among the Applications; lower waves sync first. */
  readonly syncWave: number;
  /** Objects in the folder. The project allows only their kinds and namespaces. */
  readonly objects: readonly KubernetesObject[];
  /**
   * Gives the folder its own AppProject, for permissions that the workloads must not have.
   *
   * @default false: the project of the environment
   */
  readonly ownProject?: boolean;
}

/** Input of an ArgoCdChart. */
export interface ArgoCdChartProps extends RootApplicationProps {
  /** Folders of manifests, one for each Application. */
  readonly folders: readonly ApplicationFolder[];
  /**
   * Charts and folders from other repositories.
   *
   * @default none
   */
  readonly externalApplications?: readonly ExternalApplication[];
  /**
   * Cluster of the workloads.
   *
   * @default the cluster of Argo CD
   */
  readonly destination?: ArgoDestination;
  /**
   * What Argo CD does with the objects of a deleted Application.
   *
   * @default 'cascade'
   */
  readonly onDelete?: OnDelete;
  /**
   * Times at which the workloads may sync.
   *
   * @default always
   */
  readonly syncWindows?: readonly SyncWindow[];
  /**
   * Warns about objects in the workloads' namespaces that belong to no Application.
   *
   * @default false
   */
  readonly warnOfOrphans?: boolean;
  /**
   * Other folders of the environment, which Argo CD does not read.
   *
   * @default none
   */
  readonly otherFolders?: readonly string[];
}

/**
 * The folder `argocd` of an environment: the root application with its project, the project of the
 * environment, an Application for each folder or one ApplicationSet for all of them, and a project
 * and an Application for each external application. After you apply the root project and the root
 * application once, the folder manages itself.
 */
export class ArgoCdChart extends Chart {
  constructor(scope: Construct, props: ArgoCdChartProps) {
    super(scope, argoCdFolder, { namespace: props.argoCdNamespace });
    new RootApplication(this, 'Root', props);

    const shared = props.folders.filter(({ ownProject }) => ownProject !== true);
    new ArgoProject(this, 'Project', {
      ...projectOf(props, props.environment, shared),
      description: `The workloads of ${props.environment}.`,
      destination: props.destination,
      syncWindows: props.syncWindows,
      warnOfOrphans: props.warnOfOrphans,
      subscriptions: props.subscriptions,
    });
    if (props.type === 'application-set') this.addApplicationSet(props, shared);
    else
      for (const folder of shared) this.addApplication(props, folder, props.environment, props.destination);

    for (const folder of props.folders.filter(({ ownProject }) => ownProject === true)) {
      const project = externalProjectName(props.environment, folder.name);
      new ArgoProject(this, `Project-${folder.name}`, {
        ...projectOf(props, project, [folder]),
        description: `The folder ${folder.name} of ${props.environment}, in the namespace ${folder.namespace}.`,
        subscriptions: props.subscriptions,
      });
      this.addApplication(props, folder, project, undefined);
    }
    for (const application of props.externalApplications ?? []) {
      new ExternalArgoApplication(this, `External-${application.name}`, {
        ...application,
        // Always keep CustomResourceDefinitions: deleting one deletes every object of its kind.
        onDelete: application.onDelete === 'orphan' ? 'orphan' : props.onDelete,
        environment: props.environment,
        argoCdNamespace: props.argoCdNamespace,
        folder: folderSource(props, application.name),
        destination: props.destination,
        syncWindows: props.syncWindows,
        subscriptions: props.subscriptions,
      });
    }
  }

  private addApplication(
    props: ArgoCdChartProps,
    folder: ApplicationFolder,
    project: string,
    destination: ArgoDestination | undefined,
  ): void {
    new ArgoApplication(this, `Application-${folder.name}`, {
      name: argoApplicationName(props.environment, props.destination, folder.name),
      argoCdNamespace: props.argoCdNamespace,
      project,
      sources: [folderSource(props, folder.name)],
      namespace: folder.namespace,
      syncWave: folder.syncWave,
      skipDryRunOnMissingResource: folder.objects.some((object) => isCustomKind(object)),
      onDelete: props.onDelete,
      destination,
    });
  }

  private addApplicationSet(props: ArgoCdChartProps, shared: readonly ApplicationFolder[]): void {
    const own = props.folders.filter((folder) => !shared.includes(folder)).map(({ name }) => name);
    const external = (props.externalApplications ?? []).map(({ name }) => name);
    new ArgoApplicationSet(this, 'ApplicationSet', {
      name: props.environment,
      argoCdNamespace: props.argoCdNamespace,
      project: props.environment,
      repository: props.repository,
      revision: props.revision,
      environmentPath: props.environmentPath,
      excludedFolders: [argoCdFolder, ...(props.otherFolders ?? []), ...own, ...external],
      namePrefix: argoApplicationName(props.environment, props.destination, ''),
      // Every object has its own namespace.
      namespace: shared[0]!.namespace,
      skipDryRunOnMissingResource: shared.some(({ objects }) => objects.some(isCustomKind)),
      onDelete: props.onDelete,
      destination: props.destination,
    });
  }
}

/** Permissions for exactly the objects in the folders. */
function projectOf(props: ArgoCdChartProps, name: string, folders: readonly ApplicationFolder[]) {
  const objects = folders.flatMap((folder) => folder.objects);
  const isClusterScoped = clusterScopeTest(objects);
  const kinds = kindsOf(objects);
  return {
    name,
    argoCdNamespace: props.argoCdNamespace,
    repositories: [props.repository],
    namespaces: [
      ...folders.map((folder) => folder.namespace),
      ...objects
        .filter((object) => !isClusterScoped(object))
        .flatMap((object) => object.metadata.namespace ?? []),
    ],
    clusterKinds: kinds.cluster,
    // A platform without workloads has only Namespaces.
    namespacedKinds: kinds.namespaced.length === 0 ? ('none' as const) : withChildKinds(kinds.namespaced),
  };
}

/** Returns the folder of an application in the environment's repository. */
function folderSource(props: RootApplicationProps, name: string): GitSource {
  return {
    repository: props.repository,
    revision: props.revision,
    path: `${props.environmentPath}/${name}`,
  };
}
