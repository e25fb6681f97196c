import { deployCommand, destroyCommand } from '../../platform/outputs/deploy-command';
import type { EnvironmentChanges } from '../environment-changes';
import { azureRisks } from './azure-risks';
import { clusterRisks } from './cluster-risks';
import { type Markup, m } from './markup';
import { type Risk, type RiskKind, type RiskWithoutPlace, riskKinds } from './risk';

/** Of one environment, the worst first. */
export function risksOf(changes: EnvironmentChanges): readonly Risk[] {
  const { environment } = changes;
  if (changes.is === 'removed') return [{ ...goneEnvironment(changes), environment }];
  // What comes as a whole was not there to be lost.
  const risks =
    changes.is === 'added'
      ? clusterRisks(changes).filter(({ kind }) => kind === 'error')
      : [
          ...(changes.isAbandoned ? [abandonedEnvironment(changes)] : []),
          ...azureRisks(changes.azure ?? []),
          ...clusterRisks(changes),
        ];
  const kinds = Object.keys(riskKinds) as RiskKind[];
  return kinds.flatMap((kind) =>
    risks.filter((risk) => risk.kind === kind).map((risk) => ({ ...risk, environment })),
  );
}

/** Nothing is destroyed by leaving it out of the code: neither by Argo CD, whose root is in it, nor by a stack that is no longer there. */
function goneEnvironment(changes: EnvironmentChanges): RiskWithoutPlace {
  return {
    kind: 'lost',
    what: m`environment ${changes.environment}`,
    why: ['no longer there'],
    outcome: m`everything in Azure and in its cluster stays, and nothing manages it any more. ${removalText(changes)}`,
  };
}

/** Its folder is still committed: synth does not write it any more, and Argo CD does not know. */
function abandonedEnvironment(changes: EnvironmentChanges): RiskWithoutPlace {
  const { environment } = changes;
  const folder = `dist/${environment}/`;
  return {
    kind: 'lost',
    what: m`environment ${environment}`,
    why: m`the code gives it no more, and ${folder} is still there`,
    outcome: m`Argo CD still syncs what lies there, its resources in Azure stay, and nothing changes either any more. ${removalText(changes)}; then delete the folder too`,
  };
}

/**
 * While the definition still has it: Terraform destroys nothing that is protected, and only its own definition takes the protection away. A local
 * state lies beside cdktf.json of whoever deployed; in another checkout Terraform finds nothing to destroy, and says so as if it were done.
 */
function removalText({ environment, stacks, isStateLocal }: EnvironmentChanges): Markup {
  const where =
    isStateLocal === false
      ? ''
      : `, in the checkout that has its state file${isStateLocal === undefined ? ' if that is local' : ''}`;
  return m`If it is to go, before this change: ${'azure.preventDestroy: false'} for it, ${deployCommand({ environment, stacks })}, ${destroyCommand({ environment, stacks })}${[where]}`;
}
