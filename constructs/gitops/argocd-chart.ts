import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { GitSource } from '../../lib/charts/application-source';
import { clusterScopeTest } from '../../lib/check/cluster-scoped-kinds';
import type { KubernetesObject } from '../../lib/check/deployment-picture';
import { argoCdFolder } from '../../lib/platform/resolve-platform';
import { ArgoApplication } from './argo-application';
import { ArgoProject } from './argo-project';
import { type ExternalApplication, ExternalArgoApplication } from './external-application';
import { isCustomKind, kindsOf, withChildKinds } from './kubernetes-kinds';
import { RootApplication } from './root-application';
import type { RootApplicationProps } from './root-manifests';

/** A folder of manifests that becomes an Application. */
export interface ApplicationFolder {
  /** Name of the folder and of the Application. */
  readonly name: string;
  /** Namespace of objects that state none. */
  readonly namespace: string;
  /** Order among the Applications: lower first. */
  readonly syncWave: number;
  /** What is in the folder. The project allows these kinds and namespaces, no others. */
  readonly objects: readonly KubernetesObject[];
}

export interface ArgoCdChartProps extends RootApplicationProps {
  readonly folders: readonly ApplicationFolder[];
  /** Charts and folders of others. Default: none. */
  readonly externalApplications?: readonly ExternalApplication[];
}

/**
 * The folder `argocd` of an environment: the root application with its project, one project for the environment, an Application for
 * each folder, and for each external application a project and an Application. Applied once (project, then root application), it
 * manages itself.
 */
export class ArgoCdChart extends Chart {
  constructor(scope: Construct, props: ArgoCdChartProps) {
    super(scope, argoCdFolder, { namespace: props.argoCdNamespace });
    new RootApplication(this, 'Root', props);

    const objects = props.folders.flatMap((folder) => folder.objects);
    const isClusterScoped = clusterScopeTest(objects);
    const kinds = kindsOf(objects);
    new ArgoProject(this, 'Project', {
      name: props.environment,
      argoCdNamespace: props.argoCdNamespace,
      description: `The workloads of ${props.environment}.`,
      repositories: [props.repository],
      namespaces: [
        ...props.folders.map((folder) => folder.namespace),
        ...objects
          .filter((object) => !isClusterScoped(object))
          .flatMap((object) => object.metadata.namespace ?? []),
      ],
      clusterKinds: kinds.cluster,
      // A platform without a workload has Namespaces alone.
      namespacedKinds: kinds.namespaced.length === 0 ? 'none' : withChildKinds(kinds.namespaced),
    });

    for (const folder of props.folders) {
      new ArgoApplication(this, `Application-${folder.name}`, {
        name: folder.name,
        argoCdNamespace: props.argoCdNamespace,
        project: props.environment,
        sources: [folderSource(props, folder.name)],
        namespace: folder.namespace,
        syncWave: folder.syncWave,
        skipDryRunOnMissingResource: folder.objects.some((object) => isCustomKind(object)),
      });
    }
    for (const application of props.externalApplications ?? []) {
      new ExternalArgoApplication(this, `External-${application.name}`, {
        ...application,
        environment: props.environment,
        argoCdNamespace: props.argoCdNamespace,
        folder: folderSource(props, application.name),
      });
    }
  }
}

/** The folder of one application in the environment's repository. */
function folderSource(props: RootApplicationProps, name: string): GitSource {
  return {
    repository: props.repository,
    revision: props.revision,
    path: `${props.environmentPath}/${name}`,
  };
}
