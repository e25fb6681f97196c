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
  readonly repository: string;
  readonly revision: string;
  /** Folder of the environment in the repository: `dist/production`. */
  readonly environmentPath: string;
  /** Folders in it that are no applications, or have a manifest of their own. */
  readonly excludedFolders: readonly string[];
  /** What stands before the folder's name in that of the Application. Default: nothing. */
  readonly namePrefix?: string;
}

/**
 * An ApplicationSet that makes an Application of each folder of an environment: a Git directory generator.
 *
 * Waves order nothing here, as each Application syncs as soon as it exists: what comes too early, before its namespace, fails and is tried
 * again. The set itself is never pruned, as its Applications would go with it.
 *
 * Its kind has no generated binding: that would be megabytes of TypeScript for one object. A test holds it to the schema.
 * Sources: argo-cd docs (3.5, 2026-11), operator-manual/applicationset/{Generators-Git,GoTemplate,Application-Deletion}.
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
        // A field that is not there is an error, and not the text "<no value>" in the name of something.
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
