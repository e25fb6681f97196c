import type { EnvironmentChanges } from '../environment-changes';
import { azureRisks } from './azure-risks';
import { clusterRisks } from './cluster-risks';
import { m } from './markup';
import { type Risk, type RiskKind, type RiskWithoutPlace, riskKinds } from './risk';

/** Of one environment, the worst first. */
export function risksOf(changes: EnvironmentChanges): readonly Risk[] {
  const { environment } = changes;
  if (changes.is === 'removed') return [{ ...goneEnvironment(environment), environment }];
  // What comes as a whole was not there to be lost.
  const risks =
    changes.is === 'added'
      ? clusterRisks(changes).filter(({ kind }) => kind === 'error')
      : [...azureRisks(changes.azure ?? []), ...clusterRisks(changes)];
  const kinds = Object.keys(riskKinds) as RiskKind[];
  return kinds.flatMap((kind) =>
    risks.filter((risk) => risk.kind === kind).map((risk) => ({ ...risk, environment })),
  );
}

/** Nothing is destroyed by leaving it out of the code: neither by Argo CD, whose root is in it, nor by a stack that is no longer there. */
function goneEnvironment(environment: string): RiskWithoutPlace {
  return {
    kind: 'lost',
    what: m`environment ${environment}`,
    why: ['no longer there'],
    outcome: m`everything in Azure and in its cluster stays, and nothing manages it any more; ${`cdktf destroy ${environment}`} comes before`,
  };
}
