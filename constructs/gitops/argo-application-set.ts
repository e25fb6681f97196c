import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ArgoApplicationProps, argoApplicationProps } from './argo-application-props';
import { toManifestSpec } from './root-manifests';

/** Input of an ArgoApplicationSet. */
export interface ArgoApplicationSetProps
  extends Omit<
    ArgoApplicationProps,
    'name' | 'sources' | 'syncWave' | 'protectFromPruning' | 'watchFolderOnly'
  > {
  /** Name of the set. */
  readonly name: string;
  /** URL of the repository of the manifests. */
  readonly repository: string;
  /** Branch, tag or commit to sync. */
  readonly revision: string;
  /** Folder of the environment in the repository: `dist/production`. */
  readonly environmentPath: string;
  /** Folders in it that are not applications, or that have their own manifest. */
  readonly excludedFolders: readonly string[];
  /**
   * Prefix of the Application's name, before the name of the folder.
   *
   * @default no prefix
   */
  readonly namePrefix?: string;
}

/**
 * An ApplicationSet with a Git directory generator, which creates an Application for each folder of
 * an environment.
 *
 * Sync waves have no effect here, because each Application syncs as soon as it exists. An
 * Application that syncs before its namespace exists fails and retries. Argo CD never prunes the
 * ApplicationSet, because that would delete its Applications.
 *
 * The kind has no generated binding, which would be megabytes of TypeScript for one object. A test
 * validates it with the schema.
 *
 * @see argo-cd docs (3.5, 2026-11),
 * operator-manual/applicationset/{Generators-Git,GoTemplate,Application-Deletion}.
 */
export class ArgoApplicationSet extends Construct {
  constructor(scope: Construct, id: string, props: ArgoApplicationSetProps) {
    super(scope, id);
    const { repository, revision, environmentPath } = props;
    const application = argoApplicationProps({
      ...props,
      name: `${props.namePrefix ?? ''}{{.path.basename}}`,
      sources: [{ repository, revision, path: '{{.path.path}}' }],
    });
    const { name, annotations, finalizers } = application.metadata!;
    new ApiObject(this, 'ApplicationSet', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: {
        name: props.name,
        namespace: props.argoCdNamespace,
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
      },
      spec: {
        goTemplate: true,
        // A missing field is an error. Without this option the template renders "<no value>".
        goTemplateOptions: ['missingkey=error'],
        generators: [
          {
            git: {
              repoURL: repository,
              revision,
              directories: [
                { path: `${environmentPath}/*` },
                ...[...props.excludedFolders]
                  .sort()
                  .map((folder) => ({ path: `${environmentPath}/${folder}`, exclude: true })),
              ],
            },
          },
        ],
        syncPolicy: { preserveResourcesOnDeletion: props.onDelete === 'orphan' },
        template: {
          metadata: { name, annotations, ...(finalizers === undefined ? {} : { finalizers }) },
          spec: toManifestSpec(application),
        },
      },
    });
  }
}
