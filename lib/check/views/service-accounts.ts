import { clientIdAnnotation, workloadIdentityPodLabel } from '../../values/service-account';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import type { Pod } from './pods';

/** The identity that a ServiceAccount is bound to, by its annotation. */
export function clientIdOf({ object }: FoundObject): string | undefined {
  return object.metadata.annotations?.[clientIdAnnotation];
}

/** The ServiceAccount of a pod; undefined if it is not here. */
export function serviceAccountOf(picture: DeploymentPicture, pod: Pod): FoundObject | undefined {
  const name = pod.spec['serviceAccountName'];
  return typeof name === 'string' ? picture.find('ServiceAccount', name, pod.namespace) : undefined;
}

/** Whether the webhook gives a pod its token. */
export function hasIdentityLabel({ labels }: Pod): boolean {
  return Object.entries(workloadIdentityPodLabel).every(([key, value]) => labels[key] === value);
}
