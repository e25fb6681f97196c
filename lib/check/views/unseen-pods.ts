import { textAt } from '../../values/json';
import { apiGroupOf, type DeploymentPicture } from '../deployment-picture';
import { podsOf } from './pods';

/**
 * Custom kinds that create no pods. Any other custom kind may belong to an operator that creates
 * pods.
 */
const withoutPods =
  /^(?:ScaledObject|(?:Cluster)?TriggerAuthentication|ServiceMonitor|PodMonitor|PrometheusRule|SecretProviderClass|(?:Cluster)?ExternalSecret|(?:Cluster)?SecretStore|Certificate|(?:Cluster)?Issuer|HTTPRoute|GRPCRoute|Gateway|VirtualService|DestinationRule|CiliumNetworkPolicy|AppProject|AzureIdentityBinding)$/;

/** Whether a namespace may have pods that are not in the picture, from operators or Helm charts. */
export function hasUnseenPods(picture: DeploymentPicture, namespace: string | undefined): boolean {
  if (!podsOf(picture).some((pod) => pod.namespace === namespace)) return true;
  const isRendered = picture.ofKind('Application').some(({ object }) => {
    const isManifests = textAt(object, 'spec.source.path') !== undefined;
    return !isManifests && textAt(object, 'spec.destination.namespace') === namespace;
  });
  return (
    isRendered ||
    picture.objects.some(
      ({ object }) =>
        object.metadata.namespace === namespace &&
        !/^(?:|apps|batch|policy|autoscaling|.*\.k8s\.io|leaderworkerset\.x-k8s\.io|argoproj\.io)$/.test(
          apiGroupOf(object),
        ) &&
        object.kind !== 'ScaledJob' &&
        !withoutPods.test(object.kind),
    )
  );
}
