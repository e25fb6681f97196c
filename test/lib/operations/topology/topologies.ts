import { Platform } from '../../../../constructs/platform';
import { synthesize } from '../../../../constructs/synth/synthesis';
import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import type { DocumentSource } from '../../../../lib/operations/documents/environment-document';
import { environmentDocuments } from '../../../../lib/operations/documents/environment-documents';
import { readTopology } from '../../../../lib/operations/topology/read-topology';
import type { TopologyModel } from '../../../../lib/operations/topology/topology-model';

/** Data of the documents of a definition. */
export function sourceOf(definition: PlatformDefinition): DocumentSource {
  const platform = new Platform(definition).resolved;
  const request = { platform, kubernetes: true, preview: true, outputsText: undefined };
  return synthesize([request], false).deployments[0]!.source!;
}

export function topologyOf(definition: PlatformDefinition): TopologyModel {
  return readTopology(sourceOf(definition));
}

export function documentOf(definition: PlatformDefinition, path: string): string {
  return environmentDocuments(sourceOf(definition)).find((each) => each.path === path)!.text;
}

/** Every name that a picture must show. */
export function namesOf(model: TopologyModel): readonly string[] {
  return [
    ...model.pools,
    ...model.workloads,
    ...model.queues,
    ...model.identities,
    ...model.applications,
    ...(model.ingress === undefined ? [] : [model.ingress]),
    ...model.routes.map(({ host }) => ({ name: host })),
    ...model.modelRoutes.map(({ to }) => ({ name: to })),
  ].map(({ name }) => name);
}
