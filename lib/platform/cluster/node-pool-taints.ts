import type { CompleteNodePool } from '../../definition/node-pool-definition';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule } from '../../problems/value-rules';
import { labelValueProblem, nodeLabelKeyProblem } from '../../values/node-labels';
import { spotTaint, Taint } from '../../values/taint';

/**
 * All taints of the nodes, including those that AKS sets on spot and system pools.
 *
 * @param defaults taints of the role.
 */
export function resolveTaints(
  { taints, role, spot }: CompleteNodePool,
  defaults: readonly Taint[],
  problems: ProblemList,
): readonly Taint[] {
  const ofAks = spot ? [spotTaint] : [];
  if (taints === undefined) return [...defaults, ...ofAks];
  if (role === 'system') {
    problems.add(
      'taints',
      'the system pool has the taint CriticalAddonsOnly=true:NoSchedule',
      'Remove taints.',
    );
    return defaults;
  }
  const parsed = taints.flatMap((text, index) => parseTaint(text, problems.at('taints').at(index)));
  if (role === 'gpu' && taints.length === 0) {
    problems.add(
      'taints',
      'without a taint, pods that need no GPU fill the GPU nodes',
      'Remove taints to get sku=gpu:NoSchedule, or add a taint.',
    );
  }
  return [...parsed, ...ofAks];
}

function parseTaint(text: string, problems: ProblemList): readonly Taint[] {
  try {
    const taint = Taint.parse(text);
    requireRule(problems, '', nodeLabelKeyProblem(taint.key), 'Use a key of your own.');
    requireRule(problems, '', labelValueProblem(taint.value), 'Use another value.');
    return [taint];
  } catch (error) {
    problems.add('', (error as Error).message, 'Write the taint as for `az aks nodepool add --node-taints`.');
    return [];
  }
}

/** Labels of the nodes, including the label that AKS sets on spot pools. */
export function resolveLabels(
  { labels: given, spot }: CompleteNodePool,
  defaults: Readonly<Record<string, string>>,
  problems: ProblemList,
): Readonly<Record<string, string>> {
  const labels = { ...(given ?? defaults), ...(spot ? { [spotTaint.key]: spotTaint.value } : {}) };
  for (const [key, value] of Object.entries(labels)) {
    requireRule(
      problems,
      key,
      nodeLabelKeyProblem(key),
      'Use a key without a prefix, or with your own domain.',
    );
    requireRule(problems, key, labelValueProblem(value), 'Use another value.');
  }
  return labels;
}
