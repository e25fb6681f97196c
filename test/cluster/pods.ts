import { podTemplates } from '../links/pods';
import type { Manifest } from '../schemas/validate-manifest';
import { nameOf, type RepositoryFile } from './argo-cd';

/** A pod as a controller would make it, by the workload that it is of. */
export interface PodOf {
  readonly workload: string;
  readonly pod: Manifest;
}

/**
 * Pods of every workload: an API server only warns of a Deployment whose pods it is going to refuse, so the pods themselves
 * are shown to it. Not those of Helm charts, which are no objects yet.
 */
export function podsOf(files: readonly RepositoryFile[]): readonly PodOf[] {
  const objects = files.map(({ path, object }) => ({ file: path, object }));
  return podTemplates({ objects, resources: {}, stackOutputs: {}, outputs: {}, environmentPath: '' })
    .filter(({ workload }) => workload.kind !== 'Application')
    .map(({ workload, namespace, template }) => ({
      workload: nameOf(workload),
      pod: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...template.metadata, namespace, generateName: `${workload.metadata.name}-` },
        spec: template.spec,
      },
    }));
}
