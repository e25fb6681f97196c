import { isChartSource, isOciRepository } from '../../engine/charts/application-source';
import { isOlderMinor } from '../../facts/aks-versions';
import { type ArgoCdFeature, argoCdFeatures } from '../../facts/argo-cd-features';
import type { InventoryChart } from './read-charts';

/** The lowest version of Argo CD that syncs an environment. */
export interface ArgoCdRequirement {
  /** Minor version: `3.2`. */
  readonly minimum: string;
  /** What needs it, the newest first. */
  readonly features: readonly ArgoCdFeature[];
}

/** Every Application retries with a newer commit; only some charts are in OCI registries. */
export function argoCdRequirement(charts: readonly InventoryChart[]): ArgoCdRequirement {
  const usesOci = charts.some(({ source }) => isChartSource(source) && isOciRepository(source.repository));
  const features = [argoCdFeatures.retryRefresh, ...(usesOci ? [argoCdFeatures.ociCharts] : [])];
  const minimum = features.reduce(
    (highest, { since }) => (isOlderMinor(highest, since) ? since : highest),
    features[0]!.since as string,
  );
  return { minimum, features };
}
