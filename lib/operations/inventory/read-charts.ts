import { externalApplications } from '../../platform/gitops/external-applications';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { type DeployedSource, originOf } from './deployed-application';

/** Helm chart, or Git folder of another project, with an Application of its own. */
export interface InventoryChart {
  readonly name: string;
  readonly namespace: string;
  readonly source: DeployedSource;
}

/** Helm charts and Git folders of other projects, in the order of the sync. */
export function readCharts(platform: ResolvedPlatform): readonly InventoryChart[] {
  // Only the values of a chart contain client ids, and the inventory has no values.
  return externalApplications(platform, new Map()).map(({ name, namespace, source }) => ({
    name,
    namespace,
    source: originOf(source),
  }));
}
