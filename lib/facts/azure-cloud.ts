/** The Azure clouds, by the names that azurerm's provider and KEDA share in this form. */
export type AzureCloud = 'AzurePublicCloud' | 'AzureUSGovernmentCloud' | 'AzureChinaCloud';

interface CloudFacts {
  /** azurerm provider: `environment`. */
  readonly terraformEnvironment: 'public' | 'usgovernment' | 'china';
  readonly keyVaultSuffix: string;
  readonly registrySuffix: string;
  readonly serviceBusSuffix: string;
  readonly storageSuffix: string;
}

/**
 * What the endpoints of named resources end with: so hosts are computed from names, never copied.
 * Source: Azure/azure-cli `cloud.py`, Azure/go-autorest `environments.go` (2026-11).
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
/** `https://<vault>.vault.azure.net/`: what `vault_uri` gives. */
export const keyVaultUri = (cloud: AzureCloud, vault: string) =>
  `https://${vault}.${clouds[cloud].keyVaultSuffix}/`;
/** `<registry>.azurecr.io`, lower case: what `login_server` gives. */
export const registryHost = (cloud: AzureCloud, registry: string) =>
  `${registry.toLowerCase()}.${clouds[cloud].registrySuffix}`;
/** `<namespace>.servicebus.windows.net`: what an application connects to. KEDA wants the bare name. */
export const serviceBusHost = (cloud: AzureCloud, namespace: string) =>
  `${namespace}.${clouds[cloud].serviceBusSuffix}`;
/** `https://<account>.blob.core.windows.net`: what a client of blobs connects to. */
export const blobEndpoint = (cloud: AzureCloud, account: string) =>
  `https://${account}.blob.${clouds[cloud].storageSuffix}`;
/** `<account>.file.core.windows.net`: the host of the account's file shares. */
export const fileShareHost = (cloud: AzureCloud, account: string) =>
  `${account}.file.${clouds[cloud].storageSuffix}`;
