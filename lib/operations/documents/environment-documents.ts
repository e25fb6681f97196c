import { dashboardFiles } from '../grafana/dashboards';
import { runbookDocuments } from '../runbook/runbook-document';
import { topologyDocuments } from '../topology/topology-document';
import type { DocumentSource, EnvironmentDocument } from './environment-document';

/** Pure function from the source to one or more documents. */
type DocumentWriter = (source: DocumentSource) => readonly EnvironmentDocument[];

const writers: readonly DocumentWriter[] = [topologyDocuments, runbookDocuments, ownDashboardDocuments];

/** Dashboards in the folder of the environment. Shared dashboards are in a folder of their own. */
function ownDashboardDocuments({ dashboards }: DocumentSource): readonly EnvironmentDocument[] {
  return dashboards.isShared ? [] : dashboardFiles(dashboards);
}

/** Every document of an environment. */
export function environmentDocuments(source: DocumentSource): readonly EnvironmentDocument[] {
  return writers.flatMap((write) => write(source));
}
