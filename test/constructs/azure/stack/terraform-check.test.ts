import { App, TerraformStack, Testing } from 'cdktf';
import { checkTerraform } from '../../../../constructs/azure/stack/terraform-check';
import { StorageAccount } from '../../../../imports/azurerm';
import { place } from '../synthesize';

it('checks a stack without any options', () => {
  const stack = new TerraformStack(new App({ stackTraces: false }), 'mine');
  new StorageAccount(stack, 'account', {
    ...place,
    name: 'models',
    accountTier: 'Standard',
    accountReplicationType: 'LRS',
    minTlsVersion: 'TLS1_0',
  });
  checkTerraform(stack);
  expect(() => Testing.synth(stack, true)).toThrow(/services\/storage-tls/);
});
