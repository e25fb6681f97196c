import { DeploymentPicture, type FoundObject } from '../../check/deployment-picture';
import { podsOf } from '../../check/views/pods';
import { drawnKinds } from './read-other-workloads';
import type { TopologyOmission, TopologyWorkload } from './topology-model';

/** Objects that make pods without being a workload of the picture: what runs on every node, and what runs to its end once. */
export function readNotDrawn(
  workloads: readonly TopologyWorkload[],
  objects: readonly FoundObject[],
): readonly TopologyOmission[] {
  const drawn = new Set(workloads.map(({ name }) => name));
  const omitted = new Map<string, TopologyOmission>();
  for (const { owner } of podsOf(new DeploymentPicture([], objects, []))) {
    const { kind, metadata } = owner.object;
    // A queue worker may be a ScaledJob, which has its name.
    const isDrawn = drawnKinds.includes(kind) || (kind === 'ScaledJob' && drawn.has(metadata.name));
    if (!isDrawn) omitted.set(`${kind}/${metadata.name}`, { kind, name: metadata.name });
  }
  return [...omitted.values()];
}
