import { parseAllDocuments } from 'yaml';
import { Platform } from '../../../../constructs/platform';
import type { FoundObject } from '../../../../lib/check/deployment-picture';
import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { environmentDocuments } from '../../../../lib/operations/documents/environment-documents';
import { readTopology } from '../../../../lib/operations/topology/read-topology';
import type { TopologyModel } from '../../../../lib/operations/topology/topology-model';

/** What the writers of documents see of a definition: its objects as they are synthesized. */
export function sourceOf(definition: PlatformDefinition) {
  const platform = new Platform(definition);
  const { manifests = [] } = platform.synthesize({
    azure: false,
    kubernetes: true,
    preview: true,
    outputsText: undefined,
  });
  const objects = manifests.flatMap(({ path, text }) =>
    parseAllDocuments(text).map((document): FoundObject => ({ file: path, object: document.toJS() })),
  );
  return { platform: platform.resolved, objects };
}

export function topologyOf(definition: PlatformDefinition): TopologyModel {
  return readTopology(sourceOf(definition));
}

export function documentOf(definition: PlatformDefinition, path: string): string {
  return environmentDocuments(sourceOf(definition)).find((each) => each.path === path)!.text;
}

/** Every name that a picture has to show. */
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
