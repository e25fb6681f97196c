/** Azure cloud, by the name that azurerm and KEDA share. */
export type AzureCloud = 'AzurePublicCloud' | 'AzureUSGovernmentCloud' | 'AzureChinaCloud';

interface CloudFacts {
  /** `environment` of the azurerm provider. */
  readonly terraformEnvironment: 'public' | 'usgovernment' | 'china';
  readonly keyVaultSuffix: string;
  readonly registrySuffix: string;
  readonly serviceBusSuffix: string;
  readonly storageSuffix: string;
}

/**
 * Domains of the resources' endpoints. Hosts are derived from names.
 *
 * @see Azure/azure-cli `cloud.py`, Azure/go-autorest `environments.go` (2026-11)
 */
const clouds: Record<AzureCloud, CloudFacts> = {
  AzurePublicCloud: {
    terraformEnvironment: 'public',
    keyVaultSuffix: 'vault.azure.net',
    registrySuffix: 'azurecr.io',
    serviceBusSuffix: 'servicebus.windows.net',
    storageSuffix: 'core.windows.net',
  },
  AzureUSGovernmentCloud: {
    terraformEnvironment: 'usgovernment',
    keyVaultSuffix: 'vault.usgovcloudapi.net',
    registrySuffix: 'azurecr.us',
    serviceBusSuffix: 'servicebus.usgovcloudapi.net',
    storageSuffix: 'core.usgovcloudapi.net',
  },
  AzureChinaCloud: {
    terraformEnvironment: 'china',
    keyVaultSuffix: 'vault.azure.cn',
    registrySuffix: 'azurecr.cn',
    serviceBusSuffix: 'servicebus.chinacloudapi.cn',
    storageSuffix: 'core.chinacloudapi.cn',
  },
};

export const azureClouds = Object.keys(clouds) as readonly AzureCloud[];

export const terraformEnvironment = (cloud: AzureCloud) => clouds[cloud].terraformEnvironment;
/** `https://<vault>.vault.azure.net/`, the value of `vault_uri`. */
export const keyVaultUri = (cloud: AzureCloud, vault: string) =>
  `https://${vault}.${clouds[cloud].keyVaultSuffix}/`;
/** `<registry>.azurecr.io` in lower case, the value of `login_server`. */
export const registryHost = (cloud: AzureCloud, registry: string) =>
  `${registry.toLowerCase()}.${clouds[cloud].registrySuffix}`;
/**
 * `<namespace>.servicebus.windows.net`, for applications. KEDA requires the name without the
 * domain.
 */
export const serviceBusHost = (cloud: AzureCloud, namespace: string) =>
  `${namespace}.${clouds[cloud].serviceBusSuffix}`;
/** `https://<account>.blob.core.windows.net`, the blob endpoint of an account. */
export const blobEndpoint = (cloud: AzureCloud, account: string) =>
  `https://${account}.blob.${clouds[cloud].storageSuffix}`;
/** `<account>.file.core.windows.net`, the host of an account's file shares. */
export const fileShareHost = (cloud: AzureCloud, account: string) =>
  `${account}.file.${clouds[cloud].storageSuffix}`;
