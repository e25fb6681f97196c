import { clientIdAnnotation, workloadIdentityPodLabel } from '../../values/service-account';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import type { Pod } from './pods';

/** Client id in the annotation of a ServiceAccount. */
export function clientIdOf({ object }: FoundObject): string | undefined {
  return object.metadata.annotations?.[clientIdAnnotation];
}

/** The ServiceAccount of a pod; undefined if it is not in the picture. */
export function serviceAccountOf(picture: DeploymentPicture, pod: Pod): FoundObject | undefined {
  const name = pod.spec['serviceAccountName'];
  return typeof name === 'string' ? picture.find('ServiceAccount', name, pod.namespace) : undefined;
}

/** Whether a pod has the label that makes the webhook inject a token. */
export function hasIdentityLabel({ labels }: Pod): boolean {
  return Object.entries(workloadIdentityPodLabel).every(([key, value]) => labels[key] === value);
}
