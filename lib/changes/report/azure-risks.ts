import type { AzureChanges, RemovedResource, ReplacedResource, ResourceName } from '../azure/azure-change';
import type { NodeRotation } from '../azure/node-rotation';
import type { Refusal } from '../azure/refusals';
import { fieldFromTo } from './field-names';
import { joined, listed, type Markup, m } from './markup';
import type { RiskWithoutPlace } from './risk';
import { valueText } from './values';

/** Risks of destroyed and replaced resources, replaced nodes, and changed settings of Terraform. */
export function azureRisks(stacks: readonly AzureChanges[]): readonly RiskWithoutPlace[] {
  return stacks.flatMap((stack) => [
    ...settingsRisks(stack),
    ...stack.replaced.filter((resource) => !isFollower(resource)).map((each) => replacedRisk(each, stack)),
    ...followerRisks(stack.replaced.filter(isFollower)),
    ...stack.removed.flatMap(removedRisk),
    ...stack.changed.flatMap(
      ({ rotation, losesProtection, refusals, ...resource }): readonly RiskWithoutPlace[] => [
        ...refusals.map((refusal) => refusalRisk(resource, refusal)),
        ...(losesProtection
          ? [
              {
                kind: 'unprotected' as const,
                what: resourceText(resource),
                why: m`${'prevent_destroy'} is removed`,
                outcome: ['Terraform can destroy it from now on'],
              },
            ]
          : []),
        ...(rotation === undefined ? [] : [rotationRisk(rotation)]),
      ],
    ),
  ]);
}

function rotationRisk({ pool, how, because, hasTemporaryName }: NodeRotation): RiskWithoutPlace {
  const isRefused = how === 'rotation' && !hasTemporaryName;
  return {
    kind: isRefused ? 'refused' : 'rotates',
    what: m`node pool ${pool}`,
    why: joined(
      because.map((change) => fieldFromTo(change, valueText)),
      '; ',
    ),
    outcome: isRefused
      ? m`it has no ${'temporary_name_for_rotation'}, which azurerm requires for this change`
      : [
          how === 'rotation'
            ? 'azurerm moves its pods to a temporary pool and back without a drain; the quota must cover both pools'
            : 'AKS drains and replaces one node after another',
        ],
  };
}

/** The plan shows a change in place, and the deployment fails half way. */
function refusalRisk(resource: ResourceName, { change, reason, wayOut, users }: Refusal): RiskWithoutPlace {
  return {
    kind: 'denied',
    what: resourceText(resource),
    why: fieldFromTo(change, valueText),
    outcome: [
      'the plan succeeds and the deployment fails: ',
      reason,
      ...(users.length === 0 ? [] : m` (${listed(users, 3)})`),
      '. Way out: ',
      wayOut,
    ],
  };
}

function settingsRisks({ settings }: AzureChanges): readonly RiskWithoutPlace[] {
  const risks: RiskWithoutPlace[] = [];
  if (settings.isSubscriptionAnother)
    risks.push({
      kind: 'lost',
      what: ['everything in Azure'],
      why: ['the subscription or tenant changes'],
      outcome: ['Terraform does not find the existing resources'],
    });
  if (settings.isStateElsewhere)
    risks.push({
      kind: 'lost',
      what: ['the Terraform state'],
      why: m`${'terraform.backend'} changes`,
      outcome: m`run ${'terraform init -migrate-state'} first; with an empty state Terraform creates everything a second time`,
    });
  return risks;
}

/** Whether a resource is replaced only because another one is, without a lasting loss. */
function isFollower({ because, isPassing, isRefused, users }: ReplacedResource): boolean {
  return because.length === 0 && isPassing && !isRefused && users.length === 0;
}

/** One risk for all followers of a resource: a vault has a role assignment for each reader. */
function followerRisks(followers: readonly ReplacedResource[]): readonly RiskWithoutPlace[] {
  const groups = new Map<string, ReplacedResource[]>();
  for (const each of followers) {
    const key = each.becauseOf.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    return {
      kind: 'replaced',
      what: countsOf(group),
      why: reasonOf(group[0]!),
      outcome: ['Terraform recreates them with it; permissions and sign-ins fail until then'],
    };
  });
}

/** The risk of a replaced resource. A lasting loss is a worse kind than a passing one. */
function replacedRisk(resource: ReplacedResource, { following }: AzureChanges): RiskWithoutPlace {
  const { isRefused, isPassing, isSure, loss, users, address } = resource;
  const followers = following.filter(({ becauseOf }) => becauseOf.includes(address));
  const isOfCluster = resource.type === 'azurerm_kubernetes_cluster_node_pool';
  return {
    kind: isRefused
      ? 'refused'
      : users.length > 0
        ? 'denied'
        : isPassing || isOfCluster
          ? 'replaced'
          : 'lost',
    what: resourceText(resource),
    why: reasonOf(resource),
    outcome: [
      ...(isRefused ? m`${'prevent_destroy'} stops the whole deployment; without it, the loss is: ` : []),
      ...(isSure ? [] : ['unless Azure already uses this value: ']),
      loss ?? 'no data of its own',
      ...(users.length === 0
        ? []
        : m`. Azure does not delete it while ${listed(users, 3)} use it. Way out: create the new one first under another name, move them, then remove the old one`),
      ...(followers.length === 0 ? [] : ['. Changed in place with it: ', ...countsOf(followers)]),
      ...(followers.some(({ type }) => type === 'azurerm_federated_identity_credential')
        ? ['; sign-ins fail until the credentials have the new issuer']
        : []),
    ],
  };
}

/** `10 azurerm_federated_identity_credential, 13 azurerm_monitor_…`. */
function countsOf(resources: readonly ResourceName[]): Markup {
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  const count = (type: string) => resources.filter((each) => each.type === type).length;
  return joined(
    types.map((type) => [`${count(type)} `, ...m`${type}`]),
    ', ',
  );
}

export function reasonOf({ because, becauseOf }: ReplacedResource): Markup {
  const fields = because.map(({ change }) => fieldFromTo(change, valueText));
  const others = becauseOf.length === 0 ? [] : [m`it depends on ${listed(becauseOf, 3)}`];
  return joined([...fields, ...others], '; ');
}

function removedRisk(resource: RemovedResource): readonly RiskWithoutPlace[] {
  const { loss, wasProtected, sameAs } = resource;
  if (loss === undefined && !wasProtected) return [];
  const isOfCluster = resource.type === 'azurerm_kubernetes_cluster_node_pool';
  return [
    {
      kind: isOfCluster ? 'deleted' : 'lost',
      what: resourceText(resource),
      why:
        sameAs === undefined
          ? ['removed from the code']
          : m`the address changes to ${sameAs} without a ${'moved'} block`,
      outcome: [
        loss ?? 'no data of its own',
        ...(wasProtected ? m`; ${'prevent_destroy'} is removed with its block and does not protect it` : []),
      ],
    },
  ];
}

/** `azurerm_key_vault.vault` (`my-kv-k4x9`). */
export function resourceText({ address, azureName }: ResourceName): Markup {
  return azureName === undefined ? m`${address}` : m`${address} (${azureName})`;
}
