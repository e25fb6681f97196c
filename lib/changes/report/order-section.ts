import { deployCommand } from '../../platform/outputs/deploy-command';
import { podClientIdAnnotation } from '../../values/service-account';
import type { ResourceName } from '../azure/azure-change';
import type { EnvironmentChanges } from '../environment-changes';
import type { WorkloadRestart } from '../kubernetes/workload-restarts';
import type { VaultContent } from '../order/vault-contents';
import { type Detail, limited } from './detail';
import { table } from './markdown';
import { listed, type Markup, m } from './markup';

/** Stages in the order of time. The advice to split comes before the steps of each pull request. */
const stages = { split: 'before the merge', before: 'before the merge', after: 'after the merge' } as const;

/** A step with its reason. */
interface Step {
  readonly stage: keyof typeof stages;
  readonly what: Markup;
  readonly why: Markup;
}

/** Steps before and after the merge; empty if the merge is enough. */
export function orderSection(environments: readonly EnvironmentChanges[], detail: Detail): readonly string[] {
  const steps = environments
    .filter(({ is }) => is === 'added' || is === 'changed')
    .flatMap((changes) => stepsOf(changes, detail).map((step) => ({ ...step, changes })));
  const isOfSeveral = new Set(steps.map(({ changes }) => changes)).size > 1;
  // Sort by stage, then by environment.
  const rows = (Object.keys(stages) as Step['stage'][]).flatMap((stage) =>
    steps
      .filter((step) => step.stage === stage)
      .map(({ what, why, changes }): readonly Markup[] => [
        [stages[stage]],
        ...(isOfSeveral ? [m`${changes.environment}`] : []),
        what,
        why,
      ]),
  );
  if (rows.length === 0) return [];
  // Risks are truncated after the steps.
  const max = Math.min(detail.risks, Math.max(detail.rows, 10));
  const header = ['When', ...(isOfSeveral ? ['Environment'] : []), 'What to do', 'Why'];
  return [
    '### Before and after the merge',
    '',
    ...table(header, limited(rows, max, 'steps'), { characters: Math.max(detail.characters, 150) }),
  ];
}

function stepsOf(changes: EnvironmentChanges, { names }: Detail): readonly Step[] {
  const { environment, is, stacks, order } = changes;
  const { vaults, first, last, drained, whenever } = order;
  const max = Math.max(3, names);
  const command = deployCommand({ environment, stacks });
  const areTwo = first.length > 0 && last.length > 0;
  const restarted = changes.restarts.some(isOfIdentity) ? [' and the pods have restarted'] : [];
  const steps: Step[] = [];
  if (areTwo)
    steps.push({
      stage: 'split',
      what: ['split this into two pull requests: additions first, removals and reductions second'],
      why: ['one deployment would do both, and running pods use the removed resources until the sync'],
    });
  for (const group of byVault(vaults.required))
    steps.push({
      stage: 'before',
      what: m`make sure that the Key Vault ${group[0]!.vault} contains ${contentText(group, max)}`,
      why: ['new manifests mount it, and their pods do not start without it'],
    });
  // Before any deployment, because replacing a queue deletes its messages.
  if (drained.length > 0)
    steps.push({
      stage: 'before',
      what: m`stop the senders of ${resourcesText(drained, max)} and wait until no message is left`,
      why: [
        'the deployment deletes its messages, also if only its name changes, and the sync may remove its readers',
      ],
    });
  if (first.length > 0)
    steps.push({
      stage: 'before',
      what: m`run ${command}${areTwo ? [' for the first pull request'] : []}, unless it is already deployed`,
      why: m`the manifests may need new or changed resources: ${resourcesText(first, max)}`,
    });
  if (last.length > 0)
    steps.push({
      stage: 'after',
      what: areTwo
        ? m`run ${command} for the second pull request, after the sync of the first is complete${restarted}`
        : m`run ${command} after the sync is complete${restarted}`,
      why: m`until then pods use the removed or reduced resources: ${resourcesText(last, max)}`,
    });
  // The section of a new environment already has the command.
  if (whenever.length > 0 && is === 'changed')
    steps.push({
      stage: 'after',
      what: m`run ${command}`,
      why: m`the merge does not change Azure: ${resourcesText(whenever, max)}`,
    });
  for (const group of byVault(vaults.unread))
    steps.push({
      stage: 'after',
      what: m`delete ${contentText(group, max)} from the Key Vault ${group[0]!.vault} after the sync is complete, unless something else reads it`,
      why: ['the manifests of this environment no longer read it'],
    });
  return steps;
}

/** Whether the pods restart because they get another identity. */
function isOfIdentity({ because }: WorkloadRestart): boolean {
  return because.some(({ fields }) => fields.at(-1) === podClientIdAnnotation);
}

function byVault(contents: readonly VaultContent[]): readonly (readonly VaultContent[])[] {
  const vaults = [...new Set(contents.map(({ vault }) => vault))];
  return vaults.map((vault) => contents.filter((each) => each.vault === vault));
}

/** Names of vault objects, with the type of a key or certificate. */
function contentText(contents: readonly VaultContent[], max: number): Markup {
  return listed(
    contents.map(({ name, type }) => (type === 'secret' ? name : `${type} ${name}`)),
    max,
  );
}

const wordOf = (type: string) =>
  type
    .replace(/^azurerm_monitor_alert_prometheus_rule_group$/, 'alerts')
    .replace(/^azurerm_(?:servicebus_|user_assigned_|kubernetes_cluster_(?=node_pool))?/, '')
    .replaceAll('_', ' ');

/**
 * Resources by type and name; a resource without a name in Azure, a role assignment for example, by
 * its type.
 */
function resourcesText(resources: readonly ResourceName[], max: number): Markup {
  const texts = resources.map(({ type, azureName }) =>
    azureName === undefined ? wordOf(type) : `${wordOf(type)} ${azureName}`,
  );
  return listed([...new Set(texts)], max);
}
