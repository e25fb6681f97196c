import { isChartSource } from '../../engine/charts/application-source';
import { argoApplicationName } from '../../engine/gitops/argo-destination';
import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';

type Shown = Pick<TopologyModel, 'environment' | 'applications' | 'workloads' | 'notDrawn' | 'destination'>;

/** Sentence that lists the pods that run in the pools and are not drawn. */
export function notDrawnText(model: Shown): string {
  const { notDrawn, destination } = model;
  const hasArgoCd = destination === undefined;
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
          `pods of ${charts.length === 1 ? 'the chart' : 'the charts'} ${charts.join(', ')}, which Argo CD renders in the cluster`,
        ]),
    `pods of AKS, of its add-ons and extensions${hasArgoCd ? ', and of Argo CD' : ''}`,
  ].join('; ')}.`;
}

/** Charts whose pods the definition does not describe: all except Langfuse. */
function chartsOf({ environment, destination, applications, workloads }: Shown): readonly string[] {
  const drawn = new Set(workloads.map(({ name }) => argoApplicationName(environment, destination, name)));
  return applications
    .filter(({ name, sources }) => !drawn.has(name) && sources.some(isChartSource))
    .map(({ name }) => name);
}
