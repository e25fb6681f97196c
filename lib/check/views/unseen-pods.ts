import { textAt } from '../../values/json';
import { apiGroupOf, type DeploymentPicture } from '../deployment-picture';
import { podsOf } from './pods';

/** Kinds of other API groups that make no pods of other labels. Whoever else is there may be an operator's, whose pods nobody sees here. */
const withoutPods =
  /^(?:ScaledObject|(?:Cluster)?TriggerAuthentication|ServiceMonitor|PodMonitor|PrometheusRule|SecretProviderClass|(?:Cluster)?ExternalSecret|(?:Cluster)?SecretStore|Certificate|(?:Cluster)?Issuer|HTTPRoute|GRPCRoute|Gateway|VirtualService|DestinationRule|CiliumNetworkPolicy|AppProject|AzureIdentityBinding)$/;

/** Whether a namespace may have pods that are not in these manifests: of operators, of Helm charts that Argo CD renders. */
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
