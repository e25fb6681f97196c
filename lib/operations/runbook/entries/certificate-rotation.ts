import { applicationGatewayName } from '../../../engine/ingress/gateway-names';
import { certificatesOf } from '../../../engine/ingress/routed-host';
import { secretRotationMinutes } from '../../../platform/secret-rotation';
import { blocksByPlace } from '../blocks-by-place';
import { code, shell, table } from '../markdown-blocks';
import type { SecretDelivery } from '../read-secret-deliveries';
import type { Runbook } from '../runbook';
import type { RunbookCause, RunbookEntry } from '../runbook-entry';

/**
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/key-vault-certs (every four hours, and with every change of the
 * gateway); learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options; envoyproxy.io/docs/envoy/v1.40.0, SDS.
 */
export function certificateRotation(runbook: Runbook): RunbookEntry {
  const { platform, deliveries } = runbook;
  const { hosts, type } = platform.ingress!;
  const [first] = hosts;
  const vault = platform.keyVault!.name;
  const synced = deliveries.filter(({ isCertificate }) => isCertificate);
  return {
    topic: 'certificateRotation',
    symptom:
      'A certificate is renewed in the vault, and hosts still show the old one; or it is about to end.',
    look: [
      ...blocksByPlace(
        `HOST=${first!.host} CERTIFICATE=${first!.certificate} # or another row of the table`,
        '# what callers get; from the virtual network where the address is private',
        'openssl s_client -connect "$HOST":443 -servername "$HOST" 2>/dev/null </dev/null | openssl x509 -noout -enddate -issuer',
        '# what the vault has',
        `az keyvault certificate show --vault-name ${vault} --name "$CERTIFICATE" --query "{expires:attributes.expires, renewed:attributes.updated}" --output table`,
        ...lookAtGateway(runbook, synced),
      ),
    ],
    causes: causesOf(runbook, synced),
    more: [
      ...remedyOf(runbook, synced),
      table(
        ['Host', 'Certificate in the vault', ...(synced.length === 0 ? [] : ['Secret'])],
        hosts.map(({ host, certificate }) => [
          code(host),
          code(certificate),
          ...(synced.length === 0
            ? []
            : [code(synced.find(({ vaultSecret }) => vaultSecret === certificate)?.secretName ?? '')]),
        ]),
      ),
      type === 'application-gateway'
        ? `${certificatesOf(hosts).length === 1 ? 'It is' : 'They are'} read by the gateway itself, as an identity of its own.`
        : undefined,
    ],
  };
}

function lookAtGateway({ platform }: Runbook, synced: readonly SecretDelivery[]): readonly string[] {
  const { azure, cluster, ingress } = platform;
  if (ingress?.type === 'application-gateway')
    return [
      '# what the gateway reads: an address without a version at its end',
      `az network application-gateway ssl-cert list --resource-group ${azure.resourceGroup.name} --gateway-name ${applicationGatewayName(cluster.name)} --query "[].{name:name, from:keyVaultSecretId}" --output table`,
    ];
  return synced
    .slice(0, 1)
    .map(
      ({ secretName, namespace }) =>
        `kubectl get secret ${secretName} --namespace ${namespace} --show-managed-fields --output jsonpath='{range .metadata.managedFields[*]}{.manager}{"\\t"}{.time}{"\\n"}{end}'`,
    );
}

function causesOf({ platform }: Runbook, synced: readonly SecretDelivery[]): readonly RunbookCause[] {
  const { type } = platform.ingress!;
  const within =
    type === 'application-gateway' ? 'four hours' : `${secretRotationMinutes} minutes and a little more`;
  return [
    {
      sign: `the vault has the new one, for less than ${within}`,
      cause: 'it is on its way',
      remedy:
        type === 'application-gateway' ? 'wait, or make the gateway look at once: the command below' : 'wait',
    },
    {
      sign: 'for longer',
      cause:
        type === 'application-gateway'
          ? 'the gateway cannot read the vault: then its listeners are switched off'
          : 'the driver cannot read the vault, or no pod mounts the volume',
      remedy:
        type === 'application-gateway'
          ? `its \`Key Vault Secrets User\` on ${code(platform.keyVault!.name)}, and whether the version in the vault is enabled`
          : `the events of ${synced.length === 0 ? 'the ingress' : 'the pod that keeps them'}: [A federated token is refused](#a-federated-token-is-refused)`,
    },
    {
      sign: 'the vault has the old one',
      cause: 'it was not renewed there',
      remedy: `\`az keyvault certificate import\` under the same name, with the whole chain, the leaf first`,
    },
  ];
}

function remedyOf({ platform, workloads }: Runbook, synced: readonly SecretDelivery[]): readonly string[] {
  const { azure, cluster, ingress } = platform;
  if (ingress?.type === 'application-gateway')
    return [
      'With any change the gateway looks into the vault; this one changes nothing:',
      shell(
        `az network application-gateway update --resource-group ${azure.resourceGroup.name} --name ${applicationGatewayName(cluster.name)}`,
      ),
    ];
  const holders = new Set(synced.flatMap(({ readers }) => readers.map(({ owner }) => owner.file)));
  const holder =
    workloads.find(({ file }) => holders.has(file)) ??
    workloads.find(({ application, kind }) => application.endsWith('ingress') && kind === 'Deployment');
  if (holder === undefined) return [];
  return [
    synced.length === 0
      ? 'The proxies read the files again when they change, and need no restart. If they do not:'
      : 'The gateway reads the Secret again when it changes. If the Secret does not change, make its pod mount it anew:',
    shell(
      `kubectl describe pods --namespace ${holder.namespace} --selector ${holder.selector}`,
      `kubectl rollout restart ${holder.reference} --namespace ${holder.namespace}`,
    ),
  ];
}
