import { blobEndpoint, fileShareHost } from '../../../lib/facts/azure-cloud';

describe('endpoints of a storage account', () => {
  it.each([
    ['AzurePublicCloud', 'core.windows.net'],
    ['AzureUSGovernmentCloud', 'core.usgovcloudapi.net'],
    ['AzureChinaCloud', 'core.chinacloudapi.cn'],
  ] as const)('in %s end with %s', (cloud, suffix) => {
    expect([blobEndpoint(cloud, 'mymodels'), fileShareHost(cloud, 'mymodels')]).toEqual([
      `https://mymodels.blob.${suffix}`,
      `mymodels.file.${suffix}`,
    ]);
  });
});
