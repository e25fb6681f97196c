import type { ModelChange } from '../kubernetes/model-changes';
import { listed, type Markup, m } from './markup';
import { modelText } from './model-section';
import type { RiskWithoutPlace } from './risk';

/** Who asks for a model by a name that nobody answers to any more. */
export function modelRisks(change: ModelChange): readonly RiskWithoutPlace[] {
  const { workload, before, after, goneNames, goneRoutes, keptRoutes, brokenRoutes } = change;
  const isBehindGateway = goneRoutes.length + keptRoutes.length + brokenRoutes.length > 0;
  const risk = (asked: 'gateway' | 'server', names: readonly string[], reason: string) =>
    names.length === 0
      ? []
      : [
          {
            kind: 'callers' as const,
            what: [`who asks the ${asked} for `, ...listed(names, 3)],
            why: m`${workload} serves ${modelText(after)} instead of ${modelText(before)}`,
            outcome: [`an error: ${reason}`] satisfies Markup,
          },
        ];
  return [
    ...risk('gateway', goneRoutes, 'the gateway has that name no more'),
    ...risk('gateway', brokenRoutes, 'the gateway still asks the server for the old name'),
    ...(isBehindGateway ? [] : risk('server', goneNames, 'the server has that name no more')),
  ];
}
