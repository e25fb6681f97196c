import { argoCdFolder } from '../../lib/platform/resolve-platform';
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
  const { repoUrl, ...source } = application.spec.source!;
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
      // The binding calls it repoUrl; Argo CD calls it repoURL.
      spec: { ...application.spec, source: { ...source, repoURL: repoUrl } },
    },
  };
}
