import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { federatedCredentialsOf, rolesOn } from '../../views/identities';
import { podField, podsOf } from '../../views/pods';

const pod = `
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: app, namespace: apps }
spec: { provider: azure, parameters: { keyvaultName: my-kv, clientID: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, tenantId: 7b1d } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: apps, annotations: { azure.workload.identity/client-id: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25 } }
---
apiVersion: v1
kind: Pod
metadata: { name: app, namespace: apps, labels: { azure.workload.identity/use: "true" } }
spec:
  serviceAccountName: app
  volumes: [{ name: secrets, csi: { driver: secrets-store.csi.k8s.io, volumeAttributes: { secretProviderClass: app } } }]
`;
const terraform = (assignments: object) => ({
  resource: {
    azurerm_key_vault: { vault: { name: 'my-kv' } },
    azurerm_federated_identity_credential: {
      app: {
        user_assigned_identity_id: '${azurerm_user_assigned_identity.app.id}',
        issuer: '${azurerm_kubernetes_cluster.aks.oidc_issuer_url}',
        audience: ['api://AzureADTokenExchange'],
        subject: 'system:serviceaccount:apps:app',
      },
    },
    azurerm_role_assignment: assignments,
  },
});
/** Built-in roles that cannot read secrets. A custom role may. */
const insufficientRoles =
  /^(?:Reader|Contributor|Owner|Key Vault (?:Reader|Contributor|Crypto .*|Purge Operator))$/;

export const vaultRole: Rule = {
  id: 'identity/vault-role',
  title: 'The identity of a pod must have a role to read the Key Vault that the pod mounts',
  severity: 'error',
  why: 'The CSI driver reads the vault with the identity of the pod. Without a role, every pod that mounts its secrets stays in ContainerCreating.',
  source: 'learn.microsoft.com/azure/aks/csi-secrets-store-identity-access (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: { kubernetes: pod, terraform: terraform({}) },
  good: {
    kubernetes: pod,
    terraform: terraform({
      app: {
        role_definition_name: 'Key Vault Secrets User',
        scope: '${azurerm_key_vault.vault.id}',
        principal_id: '${azurerm_user_assigned_identity.app.principal_id}',
      },
    }),
  },
  check: (picture) =>
    podsOf(picture).flatMap((pod) =>
      listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        const name = textAt(volume, 'csi.volumeAttributes.secretProviderClass');
        const found = picture.find('SecretProviderClass', name, pod.namespace);
        const vaultName = textAt(found?.object, 'spec.parameters.keyvaultName');
        const vault = picture
          .resourcesOf('azurerm_key_vault')
          .find(({ attributes }) => textAt(attributes, 'name') === vaultName);
        const subject = `system:serviceaccount:${pod.namespace}:${String(pod.spec['serviceAccountName'])}`;
        const identity = federatedCredentialsOf(picture).find((each) => each.subject === subject)?.identity;
        // Other code assigns roles to an identity or a vault that is not in these files.
        if (vaultName === undefined || vault === undefined || identity === undefined) return [];
        if (rolesOn(picture, identity, [vault.address]).some((role) => !insufficientRoles.test(role ?? '')))
          return [];
        return [
          {
            in: pod.owner,
            field: podField(pod, `spec.volumes[${index}].csi.volumeAttributes.secretProviderClass`),
            message: `${identity} has no role to read secrets in Key Vault ${vaultName}, so the pod stays in ContainerCreating.`,
            expected: 'a role that can read secrets in the vault',
            fix: `Assign Key Vault Secrets User on ${vault.address} to ${identity}.`,
          },
        ];
      }),
    ),
};
