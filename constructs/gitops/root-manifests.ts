import type { ApplicationProps } from '../../imports/application-argoproj.io';
import { subscriptionsOf } from '../../lib/engine/gitops/notifications-config';
import { argoCdFolder } from '../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { type ArgoApplicationProps, argoApplicationProps } from './argo-application-props';
import { type ArgoProjectProps, argoProjectProps } from './argo-project-props';

/** The application that brings all others: `<environment>-root`. */
export interface RootApplicationProps {
  readonly environment: string;
  /** Namespace of Argo CD. */
  readonly argoCdNamespace: string;
  readonly repository: string;
  readonly revision: string;
  /** Folder of the environment in the repository: `dist/production`. */
  readonly environmentPath: string;
  /** How it comes to know the others. Default: `app-of-apps`. */
  readonly type?: 'app-of-apps' | 'application-set';
  /** Annotations by which Argo CD's notifications know whom to tell. Default: none. */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/** The root application of a platform: both halves have the same one. */
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

export function rootApplicationName(environment: string): string {
  return `${environment}-root`;
}

/** May make Applications and projects in Argo CD's namespace, and nothing else. */
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
    syncWave: -20,
    protectFromPruning: true,
  };
}

/**
 * Points at the folder that it lies in itself: once it is applied, changes of it come through Git as well. Deleting it by
 * hand leaves the other Applications in place.
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
    syncWave: -20,
    onDelete: 'orphan',
    protectFromPruning: true,
    subscriptions: props.subscriptions,
  };
}

/** The two objects that are applied once, by hand or by Helm, in this order. Everything else comes from Git. */
export interface RootManifests {
  readonly project: RootManifest;
  readonly application: RootManifest;
}

/** A Kubernetes object as plain JSON. */
export interface RootManifest {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'AppProject' | 'Application';
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The same bytes that `dist/<environment>/argocd` gets, as JSON, for Argo CD's Helm chart. */
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

/** The spec of an Application with one source as its manifest has it: the binding calls it repoUrl; Argo CD calls it repoURL. */
export function toManifestSpec({ spec }: ApplicationProps): Readonly<Record<string, unknown>> {
  const { repoUrl, ...source } = spec.source!;
  return { ...spec, source: { ...source, repoURL: repoUrl } };
}
