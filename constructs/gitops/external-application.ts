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

/** Somebody else's chart, or a folder of somebody else's repository, as an application of its own. */
export interface ExternalApplication {
  /** Name of the Application, of its folder if it has one, and of the release unless the source names that. */
  readonly name: string;
  /**
   * Namespace that it is installed into. Its Namespace object is a manifest of ours, in another application: so its Pod Security level
   * is in Git and reviewed, where Argo CD's `CreateNamespace` would make one without any, that nobody owns.
   */
  readonly namespace: string;
  readonly source: ApplicationSource;
  /** Order among the Applications: lower first. */
  readonly syncWave: number;
  /** Kinds without a namespace that it may make. A chart's cannot be seen before Argo CD renders it, so they are listed. */
  readonly clusterKinds: readonly GroupKind[];
  /** Whether it makes anything in its namespaces. `false` for definitions of kinds alone. Default: `true`. */
  readonly namespaced?: boolean;
  /** Further namespaces that it writes to. Default: none. */
  readonly extraNamespaces?: readonly string[];
  /** Objects of ours that belong to it, in the folder of its name: what a chart's pods read, say. Default: none, no folder. */
  readonly objects?: readonly KubernetesObject[];
  /**
   * What happens to everything that it made when the Application goes. `orphan` for definitions of kinds: with them goes every object
   * of the kind. Default: `cascade`.
   */
  readonly onDelete?: OnDelete;
}

/** Input of an ExternalArgoApplication. */
export interface ExternalArgoApplicationProps extends ExternalApplication {
  readonly environment: string;
  /** Namespace of Argo CD. */
  readonly argoCdNamespace: string;
  /** Where the folder of its own objects is. */
  readonly folder: GitSource;
  /** Cluster that it is installed into. Default: the one that Argo CD runs in. */
  readonly destination?: ArgoDestination;
  /** When it may be synced. Default: always. */
  readonly syncWindows?: readonly SyncWindow[];
  /** Annotations by which Argo CD's notifications know whom to tell. Default: none. */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/**
 * An Application of a chart or of a foreign folder, with an AppProject of its own: only this repository, only its namespaces, and of the
 * kinds without a namespace only those that are listed. So a chart that is taken over, or grows, cannot reach the other workloads.
 *
 * @throws {DefinitionError} for a version that is not fixed, values that are not plain JSON or have a secret in them, and names that
 * Kubernetes refuses.
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
    });
    new ArgoApplication(this, 'Application', {
      name: argoApplicationName(props.environment, props.destination, name),
      destination: props.destination,
      subscriptions: props.subscriptions,
      argoCdNamespace,
      project: projectName,
      // Ours comes last: of two equal objects Argo CD takes the later.
      sources: hasFolder ? [ownReleaseOf(source, name), props.folder] : [ownReleaseOf(source, name)],
      watchFolderOnly: hasFolder,
      namespace,
      syncWave: props.syncWave,
      // A chart may bring a kind and an object of it; a folder of ours has kinds of add-ons.
      skipDryRunOnMissingResource: isChartSource(source) || objects.some((object) => isCustomKind(object)),
      ...(props.onDelete === undefined ? {} : { onDelete: props.onDelete }),
    });
  }
}

/** A release is called as the application is, whatever stands before that in Argo CD: its Services are called after it. */
function ownReleaseOf(source: ApplicationSource, name: string): ApplicationSource {
  return isChartSource(source) ? { ...source, releaseName: source.releaseName ?? name } : source;
}

/** `<environment>-<name>`: the project of one external application. */
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
  // Objects that the project would refuse at every sync.
  const allowed = [props.namespace, ...(props.extraNamespaces ?? [])];
  for (const [index, { metadata }] of (props.objects ?? []).entries()) {
    if (metadata.namespace !== undefined && !allowed.includes(metadata.namespace)) {
      problems.add(
        `objects[${index}]`,
        `"${metadata.name}" is in the namespace "${metadata.namespace}", which the application's project does not allow`,
        `Put it into ${allowed.join(' or ')}, or name the namespace in extraNamespaces.`,
      );
    }
  }
  problems.throwIfAny(`the external application "${props.name}"`);
}
