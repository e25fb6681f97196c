import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';

type Shown = Pick<TopologyModel, 'environment' | 'applications' | 'workloads' | 'notDrawn' | 'hasArgoCd'>;

/** Whose pods run in the pools and are in no picture of them. */
export function notDrawnText(model: Shown): string {
  const { notDrawn, hasArgoCd } = model;
  const objects = unique(notDrawn.map(({ kind }) => kind)).map((kind) => {
    const names = notDrawn.filter((each) => each.kind === kind).map(({ name }) => name);
    return `the ${kind}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
  });
  const charts = chartsOf(model);
  return `Not drawn: ${[
    ...objects,
    ...(charts.length === 0
      ? []
      : [
          `pods of ${charts.join(', ')}, as Argo CD renders ${charts.length === 1 ? 'that chart' : 'those charts'} in the cluster`,
        ]),
    `pods of AKS, its add-ons and extensions${hasArgoCd ? ', and of Argo CD' : ''}`,
  ].join('; ')}.`;
}

/** Charts of which nobody knows what runs before Argo CD renders them in the cluster: all but those that the definition knows (Langfuse). */
function chartsOf({ environment, applications, workloads }: Shown): readonly string[] {
  // An Argo CD that has other clusters too calls its Applications by the environment and the name.
  const drawn = new Set(workloads.flatMap(({ name }) => [name, `${environment}-${name}`]));
  return applications
    .filter(({ name, sources }) => !drawn.has(name) && sources.some((source) => source.startsWith('chart ')))
    .map(({ name }) => name);
}
