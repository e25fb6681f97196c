import { DeploymentPicture, type FoundObject } from '../../check/deployment-picture';
import { podsOf } from '../../check/views/pods';
import { drawnKinds } from './read-other-workloads';
import type { TopologyOmission, TopologyWorkload } from './topology-model';

/** Objects with pods that the topology does not draw: DaemonSets, and Jobs that run once. */
export function readNotDrawn(
  workloads: readonly TopologyWorkload[],
  objects: readonly FoundObject[],
): readonly TopologyOmission[] {
  const drawn = new Set(workloads.map(({ name }) => name));
  const omitted = new Map<string, TopologyOmission>();
  for (const { owner } of podsOf(new DeploymentPicture([], objects, []))) {
    const { kind, metadata } = owner.object;
    // A ScaledJob has the name of its queue worker.
    const isDrawn = drawnKinds.includes(kind) || (kind === 'ScaledJob' && drawn.has(metadata.name));
    if (!isDrawn) omitted.set(`${kind}/${metadata.name}`, { kind, name: metadata.name });
  }
  return [...omitted.values()];
}
