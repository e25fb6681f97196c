import { nearestName } from '../../../problems/value-rules';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { vaultObjectsOf } from '../../views/vault-objects';

const providerClass = (objectName: string) => `
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: app, namespace: apps }
spec:
  provider: azure
  parameters:
    keyvaultName: my-kv
    tenantId: e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e
    objects: |
      array:
        - |
          objectName: db-password
          objectType: secret
          objectAlias: DB_PASSWORD
  secretObjects:
    - { secretName: app, type: Opaque, data: [{ objectName: ${objectName}, key: password }] }
`;

export const syncedObject: Rule = {
  id: 'secrets/synced-object',
  title: 'A synced Secret must name the file of a Key Vault object: its alias, or its name without one',
  severity: 'error',
  why: 'The driver finds no file of that name in the pod and does not create the Secret, so pods that read it stay in CreateContainerConfigError.',
  source:
    'learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options (objectAlias); Azure/secrets-store-csi-driver-provider-azure#270 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: providerClass('db-password') },
  good: { kubernetes: providerClass('DB_PASSWORD') },
  check: (picture) =>
    picture.ofKind('SecretProviderClass').flatMap((found) => {
      const objects = vaultObjectsOf(found);
      if (objects === undefined) return [];
      const files = objects.map(({ file }) => file);
      return listAt(found.object, 'spec.secretObjects').flatMap((secret, s) =>
        listAt(secret, 'data').flatMap((entry, d) => {
          const name = textAt(entry, 'objectName');
          if (name === undefined || files.includes(name)) return [];
          const aliased = objects.find((each) => each.name === name);
          const nearest = aliased?.file ?? /"(.*)"/.exec(nearestName(name, files))?.[1];
          return [
            {
              in: found,
              field: `spec.secretObjects[${s}].data[${d}].objectName`,
              message: `${name} is ${aliased === undefined ? 'not in parameters.objects' : `stored in the file ${aliased.file}, its alias`}, so the driver does not create the Secret ${textAt(secret, 'secretName') ?? ''}.`,
              expected: files.join(' or '),
              fix:
                nearest === undefined
                  ? 'Correct objectName, or add the object to parameters.objects.'
                  : `Set objectName: ${nearest}.`,
            },
          ];
        }),
      );
    }),
};
