import { Construct } from 'constructs';
import type { KubernetesObject } from '../../lib/check/deployment-picture';
import {
  type ApplicationSource,
  type GitSource,
  isChartSource,
  repositoryUrl,
  requireExternalSource,
} from '../../lib/engine/charts/application-source';
import { type ArgoDestination, argoApplicationName } from '../../lib/engine/gitops/argo-destination';
import type { SyncWindow } from '../../lib/engine/gitops/sync-windows';
import { kubernetesNameProblem } from '../../lib/facts/kubernetes-names';
import { ProblemList } from '../../lib/problems/problem-list';
import { requireRule } from '../../lib/problems/value-rules';
import { ArgoApplication } from './argo-application';
import type { OnDelete } from './argo-application-props';
import { ArgoProject } from './argo-project';
import { type GroupKind, isCustomKind, kindsOf, uniqueKinds } from './kubernetes-kinds';

/** A chart or a folder from another repository, as a separate application. */
export interface ExternalApplication {
  /**
   * Name of the Application, of its folder, and of the release unless the source sets another
   * release name.
   */
  readonly name: string;
  /**
   * Namespace of its objects. The Namespace object is a manifest of the application `cluster`, so
   * its Pod Security level is in Git. Argo CD's `CreateNamespace` would create a namespace without
   * a level and without an owner.
   */
  readonly namespace: string;
  /** Chart or folder that Argo CD syncs. */
  readonly source: ApplicationSource;
  /** Sync wave among the Applications; lower waves sync first. */
  readonly syncWave: number;
  /**
   * Cluster-scoped kinds that it may create. Argo CD renders a chart at sync time, so synth cannot
   * derive its kinds.
   */
  readonly clusterKinds: readonly GroupKind[];
  /**
   * Whether it creates objects in its namespaces. `false` for an application that contains only
   * CustomResourceDefinitions.
   *
   * @default true
   */
  readonly namespaced?: boolean;
  /**
   * Additional namespaces that it writes to.
   *
   * @default none
   */
  readonly extraNamespaces?: readonly string[];
  /**
   * Objects of this platform that belong to it, for example Secrets that the chart's pods read.
   * They are in the folder of its name.
   *
   * @default none, and no folder
   */
  readonly objects?: readonly KubernetesObject[];
  /**
   * What Argo CD does with its objects when someone deletes the Application. Use `orphan` for
   * CustomResourceDefinitions, because deleting one deletes every object of its kind.
   *
   * @default 'cascade'
   */
  readonly onDelete?: OnDelete;
}

/** Input of an ExternalArgoApplication. */
export interface ExternalArgoApplicationProps extends ExternalApplication {
  /** Name of the environment, which precedes the name of the Application. */
  readonly environment: string;
  /** Namespace of Argo CD. */
  readonly argoCdNamespace: string;
  /** Folder of its `objects`. */
  readonly folder: GitSource;
  /**
   * Cluster of its objects.
   *
   * @default the cluster of Argo CD
   */
  readonly destination?: ArgoDestination;
  /**
   * Times at which it may sync.
   *
   * @default always
   */
  readonly syncWindows?: readonly SyncWindow[];
  /**
   * Annotations that subscribe recipients to its notifications.
   *
   * @default none
   */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/**
 * An Application for a chart or a folder from another repository, with its own AppProject. The
 * project allows only this repository, its namespaces and the listed cluster-scoped kinds, so a
 * compromised or extended chart cannot change other workloads.
 *
 * @throws {DefinitionError} for a version that is not fixed, values that are not plain JSON or that
 * contain a secret, and names that are invalid in Kubernetes.
 */
export class ExternalArgoApplication extends Construct {
  constructor(scope: Construct, id: string, props: ExternalArgoApplicationProps) {
    super(scope, id);
    checkProps(props);
    const { name, argoCdNamespace, source, namespace } = props;
    const objects = props.objects ?? [];
    const hasFolder = objects.length > 0;
    const projectName = externalProjectName(props.environment, name);
    new ArgoProject(this, 'Project', {
      name: projectName,
      argoCdNamespace,
      description: describe(source, props.environment),
      repositories: [repositoryUrl(source), ...(hasFolder ? [props.folder.repository] : [])],
      namespaces: [namespace, ...(props.extraNamespaces ?? [])],
      clusterKinds: uniqueKinds([...props.clusterKinds, ...kindsOf(objects).cluster]),
      namespacedKinds: hasFolder || (props.namespaced ?? true) ? 'any' : 'none',
      destination: props.destination,
      syncWindows: props.syncWindows,
      subscriptions: props.subscriptions,
    });
    new ArgoApplication(this, 'Application', {
      name: argoApplicationName(props.environment, props.destination, name),
      destination: props.destination,
      argoCdNamespace,
      project: projectName,
      // The own folder is last: if two sources contain the same object, Argo CD uses the last one.
      sources: hasFolder ? [ownReleaseOf(source, name), props.folder] : [ownReleaseOf(source, name)],
      watchFolderOnly: hasFolder,
      namespace,
      syncWave: props.syncWave,
      // A chart may contain a CustomResourceDefinition and an object of its kind. The own folder
      // contains kinds of add-ons.
      skipDryRunOnMissingResource: isChartSource(source) || objects.some((object) => isCustomKind(object)),
      ...(props.onDelete === undefined ? {} : { onDelete: props.onDelete }),
    });
  }
}

/**
 * Names the release after the application, without the prefix of the Argo CD Application, because
 * its Services use this name.
 */
function ownReleaseOf(source: ApplicationSource, name: string): ApplicationSource {
  return isChartSource(source) ? { ...source, releaseName: source.releaseName ?? name } : source;
}

/** Name of the project of an external application: `<environment>-<name>`. */
export function externalProjectName(environment: string, name: string): string {
  return `${environment}-${name}`;
}

function describe(source: ApplicationSource, environment: string): string {
  return isChartSource(source)
    ? `The chart ${source.chart} of ${environment}.`
    : `${source.path} of ${source.repository}, for ${environment}.`;
}

function checkProps(props: ExternalArgoApplicationProps): void {
  const problems = ProblemList.create();
  requireRule(problems, 'name', kubernetesNameProblem('label', props.name), 'Choose another name.');
  for (const [key, namespace] of [
    ['namespace', props.namespace],
    ...(props.extraNamespaces ?? []).map((each, index) => [`extraNamespaces[${index}]`, each] as const),
  ] as const) {
    requireRule(problems, key, kubernetesNameProblem('label', namespace), 'Give the name of a namespace.');
  }
  requireExternalSource(problems.at('source'), props.source);
  // The project would reject these objects at every sync.
  const allowed = [props.namespace, ...(props.extraNamespaces ?? [])];
  for (const [index, { metadata }] of (props.objects ?? []).entries()) {
    if (metadata.namespace !== undefined && !allowed.includes(metadata.namespace)) {
      problems.add(
        `objects[${index}]`,
        `"${metadata.name}" is in namespace "${metadata.namespace}", which the AppProject does not allow`,
        `Move it to ${allowed.join(' or ')}, or add the namespace to extraNamespaces.`,
      );
    }
  }
  problems.throwIfAny(`the external application "${props.name}"`);
}
