import { textAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { type FoundResource, referenceOf } from '../../terraform-resource';
import { enginesOf } from '../../views/engine-arguments';
import { federatedCredentialsOf, rolesOn } from '../../views/identities';
import { podsOf } from '../../views/pods';
import { type Scaler, scalersOf, targetOf } from '../../views/scaled-objects';

const scaled = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app, azure.workload.identity/use: "true" } }
    spec: { serviceAccountName: app, containers: [{ name: app, image: "example.azurecr.io/app:1.0" }] }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  maxReplicaCount: 5
  triggers: [{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" } }]
`;
const terraform = (role: string) => ({
  resource: {
    azurerm_servicebus_namespace: { bus: { name: 'my-bus', sku: 'Standard', local_auth_enabled: false } },
    azurerm_servicebus_queue: {
      tasks: { name: 'tasks', namespace_id: '${azurerm_servicebus_namespace.bus.id}' },
    },
    azurerm_federated_identity_credential: {
      app: {
        user_assigned_identity_id: '${azurerm_user_assigned_identity.app.id}',
        issuer: '${azurerm_kubernetes_cluster.aks.oidc_issuer_url}',
        audience: ['api://AzureADTokenExchange'],
        subject: 'system:serviceaccount:apps:app',
      },
    },
    azurerm_role_assignment: {
      app: {
        role_definition_name: role,
        scope: '${azurerm_servicebus_queue.tasks.id}',
        principal_id: '${azurerm_user_assigned_identity.app.principal_id}',
      },
    },
  },
});
/** Built-in roles that cannot receive messages. A custom role may. */
const insufficientRoles = /^(?:Reader|Contributor|Owner|Azure Service Bus Data Sender)$/;

export const queueReceiver: Rule = {
  id: 'identity/queue-receiver',
  title: 'A workload that a queue scales must have a role to receive its messages',
  severity: 'warning',
  why: 'KEDA adds replicas for waiting messages, but each replica gets 401 from Service Bus. The queue does not become shorter, and the maximum of replicas runs for nothing.',
  source:
    'learn.microsoft.com/azure/service-bus-messaging/service-bus-managed-service-identity; disable-local-authentication (2026-12)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: { kubernetes: scaled, terraform: terraform('Azure Service Bus Data Sender') },
  good: { kubernetes: scaled, terraform: terraform('Azure Service Bus Data Receiver') },
  check: (picture) =>
    scalersOf(picture).flatMap((scaler) => {
      const identity = identityOfTarget(picture, scaler);
      if (identity === undefined) return [];
      return scaler.triggers.flatMap(({ type, metadata, path }) => {
        const name = textAt(metadata, 'queueName');
        const queue = picture
          .resourcesOf('azurerm_servicebus_queue')
          .find(({ attributes }) => textAt(attributes, 'name') === name);
        if (type !== 'azure-servicebus' || name === undefined || queue === undefined) return [];
        const namespace = namespaceWithoutKeys(picture, queue);
        if (namespace === undefined) return [];
        const assigned = rolesOn(picture, identity, [queue.address, namespace]);
        if (assigned.some((role) => !insufficientRoles.test(role ?? ''))) return [];
        return [
          {
            in: scaler.found,
            field: `${path}.metadata.queueName`,
            message: `Queue "${name}" scales ${scaler.target?.kind} ${scaler.target?.name}, whose ${identity} has ${assigned.length === 0 ? 'no role' : `only ${assigned.join(', ')}`} on the queue, so the pods cannot receive its messages.`,
            expected: 'a role that can receive messages from the queue',
            fix: `Assign Azure Service Bus Data Receiver on ${queue.address} to ${identity}.`,
          },
        ];
      });
    }),
};

/**
 * Identity of the pods that a scaler scales. Undefined if the files do not contain it, and for a
 * model server, which queue workers call.
 */
function identityOfTarget(picture: DeploymentPicture, scaler: Scaler): string | undefined {
  const target = targetOf(picture, scaler);
  const pod = target && podsOf(picture).find(({ owner }) => owner === target);
  if (pod === undefined || enginesOf(picture).some(({ container }) => container.pod === pod))
    return undefined;
  const subject = `system:serviceaccount:${pod.namespace}:${String(pod.spec['serviceAccountName'])}`;
  return federatedCredentialsOf(picture).find((each) => each.subject === subject)?.identity;
}

/** Address of the namespace of a queue, if pods cannot sign in to it with a SAS key. */
function namespaceWithoutKeys(picture: DeploymentPicture, queue: FoundResource): string | undefined {
  const address = referenceOf(queue.attributes['namespace_id'])?.address;
  const namespace = address === undefined ? undefined : picture.resourceAt(address);
  return namespace?.attributes['local_auth_enabled'] === false ? address : undefined;
}
