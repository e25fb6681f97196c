import { deployCommand, destroyCommand } from '../../platform/outputs/deploy-command';
import type { EnvironmentChanges } from '../environment-changes';
import { azureRisks } from './azure-risks';
import { clusterRisks } from './cluster-risks';
import { type Markup, m } from './markup';
import { type Risk, type RiskKind, type RiskWithoutPlace, riskKinds } from './risk';

/** The risks of an environment, the worst first. */
export function risksOf(changes: EnvironmentChanges): readonly Risk[] {
  const { environment } = changes;
  if (changes.is === 'removed') return [{ ...removedEnvironment(changes), environment }];
  // A new environment has nothing to lose.
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

/**
 * Removing an environment from the code destroys nothing: its root application and its stack no
 * longer run.
 */
function removedEnvironment(changes: EnvironmentChanges): RiskWithoutPlace {
  return {
    kind: 'lost',
    what: m`environment ${changes.environment}`,
    why: ['removed from the code'],
    outcome: m`its resources in Azure and in its cluster stay, and nothing manages them. ${removalText(changes)}`,
  };
}

/** The folder is still committed, so Argo CD still syncs it, but synth no longer writes it. */
function abandonedEnvironment(changes: EnvironmentChanges): RiskWithoutPlace {
  const { environment } = changes;
  const folder = `dist/${environment}/`;
  return {
    kind: 'lost',
    what: m`environment ${environment}`,
    why: m`the code no longer synthesizes it, and ${folder} still exists`,
    outcome: m`Argo CD still syncs the folder, its resources in Azure stay, and no change of the code reaches them. ${removalText(changes)}. Then delete the folder`,
  };
}

/**
 * How to remove an environment, which works only while the code still has it: Terraform does not
 * destroy protected resources, and only the definition removes the protection. A local state file
 * is next to the cdktf.json of the checkout that deployed. In another checkout Terraform finds
 * nothing to destroy and reports success.
 */
function removalText({ environment, stacks, isStateLocal }: EnvironmentChanges): Markup {
  const where =
    isStateLocal === false
      ? ''
      : `, in the checkout that has its state file${isStateLocal === undefined ? ' if that is local' : ''}`;
  return m`To remove them, before this change set ${'azure.preventDestroy: false'} for the environment and run ${deployCommand({ environment, stacks })} and ${destroyCommand({ environment, stacks })}${[where]}`;
}
