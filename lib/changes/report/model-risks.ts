import type { ModelChange } from '../kubernetes/model-changes';
import { listed, type Markup, m } from './markup';
import { modelText } from './model-section';
import type { RiskWithoutPlace } from './risk';

/** Risks of requests for a model name that is no longer served. */
export function modelRisks(change: ModelChange): readonly RiskWithoutPlace[] {
  const { workload, before, after, goneNames, goneRoutes, keptRoutes, brokenRoutes } = change;
  const isBehindGateway = goneRoutes.length + keptRoutes.length + brokenRoutes.length > 0;
  const risk = (target: 'gateway' | 'server', names: readonly string[], reason: string) =>
    names.length === 0
      ? []
      : [
          {
            kind: 'callers' as const,
            what: [`requests to the ${target} for `, ...listed(names, 3)],
            why: m`${workload} serves ${modelText(after)} instead of ${modelText(before)}`,
            outcome: [`they fail: ${reason}`] satisfies Markup,
          },
        ];
  return [
    ...risk('gateway', goneRoutes, 'the gateway no longer serves that name'),
    ...risk('gateway', brokenRoutes, 'the gateway still requests the old name from the server'),
    ...(isBehindGateway ? [] : risk('server', goneNames, 'the server no longer serves that name')),
  ];
}
