import { mapAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import { matchesLabels, type Pod, podsOf } from './pods';

/** Pods behind a Service; empty without a selector. */
export function podsBehind(picture: DeploymentPicture, { object }: FoundObject): readonly Pod[] {
  const selector = mapAt(object, 'spec.selector');
  if (Object.keys(selector).length === 0) return [];
  return podsOf(picture).filter(
    ({ labels, namespace }) => namespace === object.metadata.namespace && matchesLabels(selector, labels),
  );
}

/** Pods behind any Service. */
export function servedPods(picture: DeploymentPicture): ReadonlySet<Pod> {
  return picture.once(readServedPods);
}

function readServedPods(picture: DeploymentPicture): ReadonlySet<Pod> {
  return new Set(picture.ofKind('Service').flatMap((service) => podsBehind(picture, service)));
}
