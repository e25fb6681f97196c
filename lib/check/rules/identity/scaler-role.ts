import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { referenceOf } from '../../terraform-resource';
import { federatedCredentialsOf, rolesOn } from '../../views/identities';
import { scalersOf } from '../../views/scaled-objects';

const scaled = `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: keda, namespace: apps }
spec: { podIdentity: { provider: azure-workload, identityId: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25 } }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: worker, namespace: apps }
spec:
  scaleTargetRef: { name: worker }
  maxReplicaCount: 5
  triggers: [{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" }, authenticationRef: { name: keda } }]
`;
const terraform = (role: string) => ({
  resource: {
    azurerm_servicebus_namespace: { bus: { name: 'my-bus', sku: 'Standard', local_auth_enabled: false } },
    azurerm_servicebus_queue: {
      tasks: {
        name: 'tasks',
        namespace_id: '${azurerm_servicebus_namespace.bus.id}',
        dead_lettering_on_message_expiration: true,
      },
    },
    azurerm_federated_identity_credential: {
      keda: {
        user_assigned_identity_id: '${azurerm_user_assigned_identity.keda.id}',
        issuer: '${azurerm_kubernetes_cluster.aks.oidc_issuer_url}',
        audience: ['api://AzureADTokenExchange'],
        subject: 'system:serviceaccount:kube-system:keda-operator',
      },
    },
    azurerm_role_assignment: {
      keda: {
        role_definition_name: role,
        scope: '${azurerm_servicebus_queue.tasks.id}',
        principal_id: '${azurerm_user_assigned_identity.keda.principal_id}',
      },
    },
  },
});
/** Built-in roles that cannot read the queue length. A custom role may. */
const insufficientRoles = /^(?:Reader|Contributor|Owner|Azure Service Bus Data (?:Receiver|Sender))$/;

export const scalerRole: Rule = {
  id: 'identity/scaler-role',
  title: 'KEDA must have a role that allows it to read the length of the queue',
  severity: 'error',
  why: 'KEDA reads the queue length through the management API, which the role Azure Service Bus Data Receiver does not cover. The scaler gets 401, and no worker starts.',
  source:
    'keda.sh/docs/latest/scalers/azure-service-bus; learn.microsoft.com/azure/service-bus-messaging/service-bus-managed-service-identity (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: { kubernetes: scaled, terraform: terraform('Azure Service Bus Data Receiver') },
  good: { kubernetes: scaled, terraform: terraform('Azure Service Bus Data Owner') },
  check: (picture) => {
    const identities = federatedCredentialsOf(picture)
      .filter(({ subject }) => subject?.endsWith(':keda-operator'))
      .map(({ identity }) => identity);
    // With several identities, Terraform does not contain the client id that selects one.
    const [identity] = identities;
    if (identity === undefined || identities.length !== 1) return [];
    return scalersOf(picture).flatMap((scaler) =>
      scaler.triggers.flatMap(({ type, metadata, path }) => {
        const name = textAt(metadata, 'queueName');
        const queue = picture
          .resourcesOf('azurerm_servicebus_queue')
          .find(({ attributes }) => textAt(attributes, 'name') === name);
        if (type !== 'azure-servicebus' || name === undefined || queue === undefined) return [];
        const namespace = referenceOf(queue.attributes['namespace_id'])?.address;
        const assigned = rolesOn(picture, identity, [
          queue.address,
          ...(namespace === undefined ? [] : [namespace]),
        ]);
        if (namespace === undefined || assigned.some((role) => !insufficientRoles.test(role ?? '')))
          return [];
        return [
          {
            in: scaler.found,
            field: `${path}.metadata.queueName`,
            message: `${identity} has ${assigned.length === 0 ? 'no role' : `only ${assigned.join(', ')}`} on queue "${name}", so KEDA cannot read the queue length.`,
            expected: 'a role that can read the queue length',
            fix: `Assign Azure Service Bus Data Owner on ${queue.address} to ${identity}.`,
          },
        ];
      }),
    );
  },
};
