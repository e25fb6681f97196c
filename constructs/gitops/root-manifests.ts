import type { ApplicationProps } from '../../imports/application-argoproj.io';
import { subscriptionsOf } from '../../lib/engine/gitops/notifications-config';
import { argoCdFolder } from '../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { type ArgoApplicationProps, argoApplicationProps } from './argo-application-props';
import { type ArgoProjectProps, argoProjectProps } from './argo-project-props';

/** Input of the root application, which manages all other applications: `<environment>-root`. */
export interface RootApplicationProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Namespace of Argo CD. */
  readonly argoCdNamespace: string;
  /** URL of the repository of the manifests. */
  readonly repository: string;
  /** Branch, tag or commit to sync. */
  readonly revision: string;
  /** Folder of the environment in the repository: `dist/production`. */
  readonly environmentPath: string;
  /**
   * How it finds the other applications.
   *
   * @default 'app-of-apps'
   */
  readonly type?: 'app-of-apps' | 'application-set';
  /**
   * Annotations of the AppProjects that subscribe recipients to notifications.
   *
   * @default none
   */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/** Returns the root application of a platform. Both halves use it. */
export function rootApplicationOf({ environment, gitOps }: ResolvedPlatform): RootApplicationProps {
  const { argoCd, repository, revision, environmentPath, type, notifications } = gitOps;
  return {
    environment,
    argoCdNamespace: argoCd.namespace,
    repository,
    revision,
    environmentPath,
    type,
    ...(notifications === undefined ? {} : { subscriptions: subscriptionsOf(notifications) }),
  };
}

/** Wave of the root application and its project: before everything else. */
export const rootSyncWave = -20;

export function rootApplicationName(environment: string): string {
  return `${environment}-root`;
}

/** Returns a project that allows only Applications and AppProjects in Argo CD's namespace. */
export function rootProject(props: RootApplicationProps): ArgoProjectProps {
  return {
    name: rootApplicationName(props.environment),
    argoCdNamespace: props.argoCdNamespace,
    description: `The Applications and projects of ${props.environment}.`,
    repositories: [props.repository],
    namespaces: [props.argoCdNamespace],
    namespacedKinds: [
      { group: 'argoproj.io', kind: 'AppProject' },
      { group: 'argoproj.io', kind: 'Application' },
      ...(props.type === 'application-set' ? [{ group: 'argoproj.io', kind: 'ApplicationSet' }] : []),
    ],
    syncWave: rootSyncWave,
    protectFromPruning: true,
    subscriptions: props.subscriptions,
  };
}

/**
 * Returns an application whose source is the folder that contains its own manifest. After you apply
 * it once, its changes come from Git too. If someone deletes it, the other Applications stay.
 */
export function rootApplication(props: RootApplicationProps): ArgoApplicationProps {
  return {
    name: rootApplicationName(props.environment),
    argoCdNamespace: props.argoCdNamespace,
    project: rootApplicationName(props.environment),
    sources: [
      {
        repository: props.repository,
        revision: props.revision,
        path: `${props.environmentPath}/${argoCdFolder}`,
      },
    ],
    namespace: props.argoCdNamespace,
    syncWave: rootSyncWave,
    onDelete: 'orphan',
    protectFromPruning: true,
  };
}

/**
 * The two objects that an operator or Helm applies once, in this order. Git contains everything
 * else.
 */
export interface RootManifests {
  /** AppProject of the root application. */
  readonly project: RootManifest;
  /** The root application. */
  readonly application: RootManifest;
}

/** A Kubernetes object as plain JSON. */
export interface RootManifest {
  /** Group and version of the kind. */
  readonly apiVersion: 'argoproj.io/v1alpha1';
  /** Kind of the object. */
  readonly kind: 'AppProject' | 'Application';
  /** Metadata of the object. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Spec of the object. */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Returns the root manifests of `dist/<environment>/argocd` as JSON, for Argo CD's Helm chart. */
export function rootManifests(props: RootApplicationProps): RootManifests {
  const application = argoApplicationProps(rootApplication(props));
  const project = argoProjectProps(rootProject(props));
  return {
    project: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { ...project.metadata },
      spec: { ...project.spec },
    },
    application: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { ...application.metadata },
      spec: toManifestSpec(application),
    },
  };
}

/**
 * Converts the spec of an Application with one source from the binding (`repoUrl`) to the manifest
 * (`repoURL`).
 */
export function toManifestSpec({ spec }: ApplicationProps): Readonly<Record<string, unknown>> {
  const { repoUrl, ...source } = spec.source!;
  return { ...spec, source: { ...source, repoURL: repoUrl } };
}
