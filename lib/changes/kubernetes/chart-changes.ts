import type { DeploymentPicture } from '../../check/deployment-picture';
import { chartSourcesOf } from '../../check/views/chart-sources';
import { isEqual } from '../compare/equality';

/**
 * Applications of both sides whose Helm chart or values change. The effect on pods is unknown,
 * because the chart's templates are not read.
 */
export function changedCharts(before: DeploymentPicture, after: DeploymentPicture): readonly string[] {
  const charts = (picture: DeploymentPicture) =>
    new Map(
      picture
        .ofKind('Application')
        .map(({ object }) => [object.metadata.name, chartSourcesOf(object).map(({ source }) => source)]),
    );
  const old = charts(before);
  return [...charts(after)]
    .filter(([name, sources]) => {
      const were = old.get(name);
      return were !== undefined && were.length + sources.length > 0 && !isEqual(were, sources);
    })
    .map(([name]) => name);
}
