import { deployCommand } from '../../platform/outputs/deploy-command';
import type { ResourceName } from '../azure/azure-changes';
import type { EnvironmentChanges } from '../environment-changes';
import type { VaultContent } from '../order/vault-contents';
import { type Detail, limited } from './detail';
import { table } from './markdown';
import { listed, type Markup, m } from './markup';

/** In the order of time: that there should be two pull requests comes before what is to be done with each. */
const stages = { split: 'before the merge', before: 'before the merge', after: 'after the merge' } as const;

/** What to do, and why. */
interface Step {
  readonly stage: keyof typeof stages;
  readonly what: Markup;
  readonly why: Markup;
}

/** What somebody has to do before the merge, and what only after it; nothing where the merge is all. */
export function orderSection(environments: readonly EnvironmentChanges[], detail: Detail): readonly string[] {
  const steps = environments
    .filter(({ is }) => is === 'added' || is === 'changed')
    .flatMap((changes) => stepsOf(changes, detail).map((step) => ({ ...step, changes })));
  const isOfSeveral = new Set(steps.map(({ changes }) => changes)).size > 1;
  // Everything that has to be done first comes first, whichever environment it is of.
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
  // Dangers are shortened after it.
  const most = Math.min(detail.risks, Math.max(detail.rows, 10));
  const header = ['', ...(isOfSeveral ? ['Environment'] : []), 'What to do', 'Why'];
  return [
    '### Before and after the merge',
    '',
    ...table(header, limited(rows, most, 'steps'), { characters: Math.max(detail.characters, 150) }),
  ];
}

function stepsOf(changes: EnvironmentChanges, { names }: Detail): readonly Step[] {
  const { environment, is, stacks, order } = changes;
  const { vaults, first, last, drained, whenever } = order;
  const most = Math.max(3, names);
  const command = deployCommand({ environment, stacks });
  const areTwo = first.length > 0 && last.length > 0;
  const steps: Step[] = [];
  if (areTwo)
    steps.push({
      stage: 'split',
      what: ['make two pull requests of it, the first one without what goes or becomes smaller'],
      why: ['one deployment does both, and what runs until the sync still uses what goes'],
    });
  for (const group of byVault(vaults.wanted))
    steps.push({
      stage: 'before',
      what: m`put ${contentText(group, most)} into the Key Vault ${group[0]!.vault}, if not there yet`,
      why: ['pods that mount it do not start without'],
    });
  // Before any deployment: one that makes a queue anew takes its messages with it.
  if (drained.length > 0)
    steps.push({
      stage: 'before',
      what: m`stop what sends to ${resourcesText(drained, most)}, and let it run empty`,
      why: ['after the sync its readers may be gone, and its messages go with it, under a new name too'],
    });
  if (first.length > 0)
    steps.push({
      stage: 'before',
      what: m`${command}${areTwo ? [' of the first pull request'] : []}, if not done yet`,
      why: m`the manifests may need what is new or changed: ${resourcesText(first, most)}`,
    });
  if (last.length > 0)
    steps.push({
      stage: 'after',
      what: areTwo
        ? m`${command} of the second pull request, when the sync of the first is through`
        : m`${command}, when the sync is through`,
      why: m`until then pods use what goes or becomes smaller: ${resourcesText(last, most)}`,
    });
  // A new environment says when its manifests come.
  if (whenever.length > 0 && is === 'changed')
    steps.push({
      stage: 'after',
      what: m`${command}`,
      why: m`what changes in Azure comes with it, not with the merge: ${resourcesText(whenever, most)}`,
    });
  for (const group of byVault(vaults.unread))
    steps.push({
      stage: 'after',
      what: m`${contentText(group, most)} may be deleted from the Key Vault ${group[0]!.vault}, when the sync is through`,
      why: ['no manifest of this environment reads it any more; see who else does'],
    });
  return steps;
}

function byVault(contents: readonly VaultContent[]): readonly (readonly VaultContent[])[] {
  const vaults = [...new Set(contents.map(({ vault }) => vault))];
  return vaults.map((vault) => contents.filter((each) => each.vault === vault));
}

/** Secrets by their names; what is no secret says so. */
function contentText(contents: readonly VaultContent[], most: number): Markup {
  return listed(
    contents.map(({ name, type }) => (type === 'secret' ? name : `${type} ${name}`)),
    most,
  );
}

const wordOf = (type: string) =>
  type
    .replace(/^azurerm_monitor_alert_prometheus_rule_group$/, 'alerts')
    .replace(/^azurerm_(?:servicebus_|user_assigned_|kubernetes_cluster_(?=node_pool))?/, '')
    .replaceAll('_', ' ');

/** By name where Azure has one; of the others, a role for instance, that there are some. */
function resourcesText(resources: readonly ResourceName[], most: number): Markup {
  const texts = resources.map(({ type, azureName }) =>
    azureName === undefined ? wordOf(type) : `${wordOf(type)} ${azureName}`,
  );
  return listed([...new Set(texts)], most);
}
