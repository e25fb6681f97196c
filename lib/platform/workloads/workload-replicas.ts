import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** Number of replicas. Undefined for a workload with scaling, whose replicas KEDA sets. */
export function resolveReplicas(
  definition: { readonly replicas?: number; readonly scaling?: unknown },
  defaultReplicas: number,
  problems: ProblemList,
): number | undefined {
  if (definition.scaling !== undefined) {
    if (definition.replicas !== undefined) {
      problems.add(
        'replicas',
        `${definition.replicas} has no effect, because scaling sets the replicas`,
        'Remove replicas, and use scaling.minReplicas.',
      );
    }
    return undefined;
  }
  const replicas = definition.replicas ?? defaultReplicas;
  requireInteger(problems, 'replicas', replicas, { min: 1, max: 1000, unit: 'replicas' });
  return replicas;
}
