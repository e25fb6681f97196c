import type { DeploymentPicture } from '../../check/deployment-picture';
import { podsOf } from '../../check/views/pods';
import { objectText } from './object-name';

/** A workload that is replaced by a workload of the same name and another kind. */
export interface KindChange {
  /** `Deployment production/database`. */
  readonly before: string;
  /** `StatefulSet production/database`. */
  readonly after: string;
}

/**
 * Workloads whose kind changes. Kubernetes deletes one object and creates another, without a
 * rollout between them.
 */
export function kindChanges(before: DeploymentPicture, after: DeploymentPicture): readonly KindChange[] {
  const ownersIn = (picture: DeploymentPicture) => [
    ...new Map(
      podsOf(picture).map(({ owner: { object } }) => {
        const { kind, metadata } = object;
        const name = { kind, namespace: metadata.namespace, name: metadata.name };
        return [objectText(name), { ...name, text: objectText(name) }] as const;
      }),
    ).values(),
  ];
  const [old, now] = [ownersIn(before), ownersIn(after)];
  const removed = old.filter(({ text }) => !now.some((each) => each.text === text));
  const added = now.filter(({ text }) => !old.some((each) => each.text === text));
  return added.flatMap((is) => {
    const was = removed.find(({ name, namespace }) => name === is.name && namespace === is.namespace);
    return was === undefined ? [] : [{ before: was.text, after: is.text }];
  });
}
