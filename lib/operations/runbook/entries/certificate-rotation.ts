import { applicationGatewayName } from '../../../engine/ingress/gateway-names';
import { certificatesOf } from '../../../engine/ingress/routed-host';
import { secretRotationMinutes } from '../../../platform/cluster/secret-rotation';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { code, shell, table } from '../markdown-blocks';
import type { SecretDelivery } from '../read-secret-deliveries';
import type { Runbook } from '../runbook';
import { linked, type RunbookCause, type RunbookEntry, to } from '../runbook-entry';

/**
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/key-vault-certs (every four
 * hours, and with every change of the gateway);
 * learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options;
 * envoyproxy.io/docs/envoy/v1.40.0, SDS.
 */
export function certificateRotation(runbook: Runbook): RunbookEntry {
  const { inventory, deliveries } = runbook;
  const { hosts, type } = inventory.ingress!;
  const [first] = hosts;
  const vault = inventory.keyVault!.name;
  const synced = deliveries.filter(({ isCertificate }) => isCertificate);
  return {
    topic: 'certificateRotation',
    symptom:
      'A certificate is about to expire. Or the Key Vault contains a new certificate, and hosts still present the old one.',
    look: [
      ...commandBlocks(
        onOwnMachine(
          `HOST=${first!.host} CERTIFICATE=${first!.certificate} # or another row of the table`,
          '# certificate that clients receive; run it in the virtual network if the address is private',
          'openssl s_client -connect "$HOST":443 -servername "$HOST" 2>/dev/null </dev/null | openssl x509 -noout -enddate -issuer',
          '# certificate in the Key Vault',
          `az keyvault certificate show --vault-name ${vault} --name "$CERTIFICATE" --query "{expires:attributes.expires, renewed:attributes.updated}" --output table`,
          ...(type === 'application-gateway' ? [gatewayCertificates(runbook)] : []),
        ),
        inCluster(...(type === 'application-gateway' ? [] : secretAges(synced))),
      ),
    ],
    causes: causesOf(runbook, synced),
    more: [
      ...remedyOf(runbook, synced),
      table(
        ['Host', 'Certificate in the Key Vault', ...(synced.length === 0 ? [] : ['Secret'])],
        hosts.map(({ host, certificate }) => [
          code(host),
          code(certificate),
          ...(synced.length === 0
            ? []
            : [code(synced.find(({ vaultSecret }) => vaultSecret === certificate)?.secretName ?? '')]),
        ]),
      ),
      type === 'application-gateway'
        ? `The gateway reads ${certificatesOf(hosts).length === 1 ? 'this certificate' : 'these certificates'} itself, with its own managed identity.`
        : undefined,
    ],
  };
}

function gatewayCertificates({ inventory: { azure, cluster } }: Runbook): string {
  return [
    '# certificates that the gateway reads; the address must not end with a version',
    `az network application-gateway ssl-cert list --resource-group ${azure.resourceGroup.name} --gateway-name ${applicationGatewayName(cluster.name)} --query "[].{name:name, from:keyVaultSecretId}" --output table`,
  ].join('\n');
}

function secretAges(synced: readonly SecretDelivery[]): readonly string[] {
  return synced
    .slice(0, 1)
    .map(
      ({ secretName, namespace }) =>
        `kubectl get secret ${secretName} --namespace ${namespace} --show-managed-fields --output jsonpath='{range .metadata.managedFields[*]}{.manager}{"\\t"}{.time}{"\\n"}{end}'`,
    );
}

function causesOf({ inventory }: Runbook, synced: readonly SecretDelivery[]): readonly RunbookCause[] {
  const isInAzure = inventory.ingress!.type === 'application-gateway';
  const within = isInAzure ? 'four hours' : `about ${secretRotationMinutes + 1} minutes`;
  return [
    {
      sign: `the Key Vault has had the new certificate for less than ${within}`,
      cause: isInAzure
        ? 'the gateway has not polled the Key Vault yet'
        : 'the Secrets Store CSI driver has not polled the Key Vault yet',
      remedy: isInAzure ? 'wait, or make the gateway poll now with the command below' : 'wait',
    },
    {
      sign: 'the Key Vault has had the new certificate for longer',
      cause: isInAzure
        ? 'the gateway cannot read the Key Vault, and has disabled its listeners'
        : 'the Secrets Store CSI driver cannot read the Key Vault, or no pod mounts the volume',
      remedy: isInAzure
        ? `check that the gateway has the role \`Key Vault Secrets User\` on ${code(inventory.keyVault!.name)}, and that the version in the Key Vault is enabled`
        : linked`read the events of ${synced.length === 0 ? 'the ingress' : 'the pod that mounts the certificates'}: ${to('federatedTokenRejected')}`,
    },
    {
      sign: 'the Key Vault has the old certificate',
      cause: 'the certificate has not been renewed there',
      remedy:
        'run `az keyvault certificate import` with the same name and the full chain, the leaf certificate first',
    },
  ];
}

function remedyOf(
  { inventory, workloads, ingressApplication }: Runbook,
  synced: readonly SecretDelivery[],
): readonly string[] {
  const { azure, cluster, ingress } = inventory;
  if (ingress?.type === 'application-gateway')
    return [
      'Any update makes the gateway poll the Key Vault. This one changes nothing:',
      shell(
        `az network application-gateway update --resource-group ${azure.resourceGroup.name} --name ${applicationGatewayName(cluster.name)}`,
      ),
    ];
  const holders = new Set(synced.flatMap(({ readers }) => readers.map(({ owner }) => owner.file)));
  const holder =
    workloads.find(({ file }) => holders.has(file)) ??
    workloads.find(({ application, kind }) => application === ingressApplication && kind === 'Deployment');
  if (holder === undefined) return [];
  return [
    synced.length === 0
      ? 'The proxies reload the files when they change, without a restart. If they do not, restart them:'
      : 'The gateway reloads the Secret when it changes. If the Secret does not change, restart the pod that mounts it:',
    shell(
      `kubectl describe pods --namespace ${holder.namespace} --selector ${holder.selector}`,
      `kubectl rollout restart ${holder.reference} --namespace ${holder.namespace}`,
    ),
  ];
}
