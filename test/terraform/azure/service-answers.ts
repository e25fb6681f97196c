import type { Answers } from './answers';
import { guidOf } from './resource-id';
import type { Json } from './resource-store';

export const serviceAnswers: Answers = {
  'microsoft.managedidentity/userassignedidentities': ({ id, properties: p }) => {
    p.principalId = guidOf(`${id} principal`);
    p.clientId = guidOf(`${id} client`);
  },
  'microsoft.authorization/roleassignments': ({ id, properties: p }) => {
    p.scope = id.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments.*/i, '');
  },
  'microsoft.keyvault/vaults': ({ name, properties: p }) => {
    p.softDeleteRetentionInDays ??= 90;
    p.enableSoftDelete ??= true;
    p.vaultUri = `https://${name}.vault.azure.net/`;
  },
  'microsoft.containerregistry/registries': ({ name, properties: p }) => {
    p.loginServer = `${name}.azurecr.io`;
  },
  'microsoft.servicebus/namespaces': ({ name, properties: p }) => {
    p.serviceBusEndpoint = `https://${name}.servicebus.windows.net:443/`;
  },
  'microsoft.servicebus/namespaces/topics/subscriptions': ({ properties: p }) => {
    // azurerm sends empty properties; Azure answers none.
    if (!p.isClientAffine) delete p.clientAffineProperties;
  },
  'microsoft.storage/storageaccounts': ({ name, location, sku, properties: p }) => {
    const endpoint = (service: string) => `https://${name}.${service}.core.windows.net/`;
    const services = ['blob', 'file', 'queue', 'table', 'web', 'dfs'];
    p.primaryEndpoints = Object.fromEntries(services.map((service) => [service, endpoint(service)]));
    p.primaryLocation = location;
    p.statusOfPrimary = 'available';
    p.creationTime = '2026-01-01T00:00:00Z';
    const encrypted = { enabled: true, keyType: 'Account' };
    p.encryption = {
      services: { blob: encrypted, file: encrypted },
      keySource: 'Microsoft.Storage',
      ...p.encryption,
    };
    p.networkAcls = {
      bypass: 'AzureServices',
      defaultAction: 'Allow',
      ipRules: [],
      virtualNetworkRules: [],
      ...p.networkAcls,
    };
    if (sku) sku.tier = sku.name.split('_')[0];
  },
  'microsoft.storage/storageaccounts/fileservices': ({ properties: p }) => {
    // An empty text is Azure's own choice, which it does not answer.
    const smb: Json = p.protocolSettings?.smb;
    if (!smb) return;
    for (const [key, value] of Object.entries(smb)) if (value === '') delete smb[key];
    if (Object.keys(smb).length === 0) delete p.protocolSettings.smb;
  },
  'microsoft.storage/storageaccounts/blobservices/containers': ({ properties: p }) => {
    p.hasImmutabilityPolicy ??= false;
    p.hasLegalHold ??= false;
  },
  'microsoft.operationalinsights/workspaces': ({ id, properties: p }) => {
    p.customerId = guidOf(id);
  },
  'microsoft.monitor/accounts': ({ id, name, location, properties: p }) => {
    p.metrics = { prometheusQueryEndpoint: `https://${name}.${location}.prometheus.monitor.azure.com` };
    p.accountId = guidOf(id);
    p.defaultIngestionSettings = {
      dataCollectionEndpointResourceId: `${id}/endpoint`,
      dataCollectionRuleResourceId: `${id}/rule`,
    };
    p.publicNetworkAccess ??= 'Enabled';
  },
  'microsoft.insights/datacollectionendpoints': ({ id, name, properties: p }) => {
    const endpoint = (what: string) => ({ endpoint: `https://${name}.${what}.monitor.azure.com` });
    p.configurationAccess = endpoint('handler.control');
    p.logsIngestion = endpoint('ingest');
    p.metricsIngestion = endpoint('metrics');
    p.immutableId = `dce-${guidOf(id).replaceAll('-', '')}`;
    p.networkAcls ??= { publicNetworkAccess: 'Enabled' };
  },
  'microsoft.insights/datacollectionrules': ({ id, properties: p }) => {
    p.immutableId = `dcr-${guidOf(id).replaceAll('-', '')}`;
  },
  'microsoft.dashboard/grafana': ({ name, properties: p }) => {
    p.endpoint = `https://${name}.grafana.azure.com`;
    p.grafanaVersion = p.grafanaMajorVersion ?? '12';
    p.outboundIPs = [];
  },
};
