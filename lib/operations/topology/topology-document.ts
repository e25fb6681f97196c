import type { DocumentSource, EnvironmentDocument } from '../documents/environment-document';
import { readTopology } from './read-topology';
import { topologyMarkdown } from './topology-markdown';
import { topologySvg } from './topology-svg';

/** Topology of the platform, as a picture and as Mermaid diagrams. */
export function topologyDocuments(source: DocumentSource): readonly EnvironmentDocument[] {
  const model = readTopology(source);
  return [
    { path: 'TOPOLOGY.md', text: topologyMarkdown(model) },
    { path: 'topology.svg', text: topologySvg(model) },
  ];
}
