import type { AzureChanges, RemovedResource, ReplacedResource, ResourceName } from '../azure/azure-changes';
import type { NodeRotation } from '../azure/node-rotation';
import { fieldFromTo } from './field-names';
import { joined, listed, type Markup, m } from './markup';
import type { RiskWithoutPlace } from './risk';
import { valueText } from './values';

/** Resources that go or are made anew, nodes that do, and what would make Terraform look elsewhere. */
export function azureRisks(stacks: readonly AzureChanges[]): readonly RiskWithoutPlace[] {
  return stacks.flatMap((stack) => [
    ...settingsRisks(stack),
    ...stack.replaced.filter((resource) => !isFollower(resource)).map(replacedRisk),
    ...followerRisks(stack.replaced.filter(isFollower)),
    ...stack.removed.flatMap(removedRisk),
    ...stack.changed.flatMap(({ rotation, losesProtection, ...resource }): readonly RiskWithoutPlace[] => [
      ...(losesProtection
        ? [
            {
              kind: 'unprotected' as const,
              what: resourceText(resource),
              why: m`${'prevent_destroy'} is taken away`,
              outcome: ['from then on Terraform may destroy it'],
            },
          ]
        : []),
      ...(rotation === undefined ? [] : [rotationRisk(rotation)]),
    ]),
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
      ? m`it has no ${'temporary_name_for_rotation'}, without which azurerm does not do that`
      : [
          how === 'rotation'
            ? 'its pods are moved twice, to a temporary pool and back, and nothing is drained; there must be quota for both'
            : 'node by node, each drained first',
        ],
  };
}

function settingsRisks({ settings }: AzureChanges): readonly RiskWithoutPlace[] {
  const risks: RiskWithoutPlace[] = [];
  if (settings.isSubscriptionAnother)
    risks.push({
      kind: 'lost',
      what: ['everything in Azure'],
      why: ['another subscription or tenant'],
      outcome: ['Terraform does not find what is there'],
    });
  if (settings.isStateElsewhere)
    risks.push({
      kind: 'lost',
      what: ['the state of Terraform'],
      why: m`${'terraform.backend'} is another`,
      outcome: m`${'terraform init -migrate-state'} first; with an empty state everything is made a second time`,
    });
  return risks;
}

/** What only belongs to something that is made anew, and is there again with it. */
function isFollower({ because, isPassing, isRefused }: ReplacedResource): boolean {
  return because.length === 0 && isPassing && !isRefused;
}

/** Told together: a vault has a role assignment for everybody who reads it. */
function followerRisks(followers: readonly ReplacedResource[]): readonly RiskWithoutPlace[] {
  const groups = new Map<string, ReplacedResource[]>();
  for (const each of followers) {
    const key = each.becauseOf.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const types = [...new Set(group.map(({ type }) => type))].sort();
    const count = (type: string) => group.filter((each) => each.type === type).length;
    return {
      kind: 'replaced',
      what: joined(
        types.map((type) => [`${count(type)} `, ...m`${type}`]),
        ', ',
      ),
      why: reasonOf(group[0]!),
      outcome: ['they are there again with it; rights and tokens fail until then'],
    };
  });
}

/** What is lost for good is worse than what is there again a moment later. */
function replacedRisk(resource: ReplacedResource): RiskWithoutPlace {
  const { isRefused, isPassing, isSure, loss } = resource;
  const isOfCluster = resource.type === 'azurerm_kubernetes_cluster_node_pool';
  return {
    kind: isRefused ? 'refused' : isPassing || isOfCluster ? 'replaced' : 'lost',
    what: resourceText(resource),
    why: reasonOf(resource),
    outcome: [
      ...(isRefused ? m`${'prevent_destroy'}: nothing at all is deployed; without it would go: ` : []),
      ...(isSure ? [] : ['unless Azure has this value already: ']),
      loss ?? 'nothing of its own',
    ],
  };
}

export function reasonOf({ because, becauseOf }: ReplacedResource): Markup {
  const fields = because.map(({ change }) => fieldFromTo(change, valueText));
  const others = becauseOf.length === 0 ? [] : [m`it belongs to ${listed(becauseOf, 3)}`];
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
          ? ['no longer there']
          : m`under another address, ${sameAs}, without a ${'moved'} block`,
      outcome: [
        loss ?? 'nothing of its own',
        ...(wasProtected ? m`; ${'prevent_destroy'} goes with its block and does not keep it` : []),
      ],
    },
  ];
}

/** `azurerm_key_vault.vault` (`my-kv-k4x9`). */
export function resourceText({ address, azureName }: ResourceName): Markup {
  return azureName === undefined ? m`${address}` : m`${address} (${azureName})`;
}
