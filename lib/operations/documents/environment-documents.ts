import { dashboardDocuments } from '../grafana/dashboard-documents';
import { runbookDocuments } from '../runbook/runbook-document';
import { topologyDocuments } from '../topology/topology-document';
import type { DocumentSource, EnvironmentDocument } from './environment-document';

/** Pure function from the source to one or more documents. */
type DocumentWriter = (source: DocumentSource) => readonly EnvironmentDocument[];

const writers: readonly DocumentWriter[] = [topologyDocuments, runbookDocuments, dashboardDocuments];

/** Every document of an environment. */
export function environmentDocuments(source: DocumentSource): readonly EnvironmentDocument[] {
  return writers.flatMap((write) => write(source));
}
