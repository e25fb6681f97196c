import { type Damages, resource } from './damage';

export const azureDamages: Damages = {
  'each resource name is unique within its parent': [
    {
      name: 'two private DNS zones have the same name',
      in: 'otherChoicesPlatform',
      apply: (d) => {
        resource(d, 'azurerm_private_dns_zone', 'privatelink.file.core.windows.net').name =
          'privatelink.blob.core.windows.net';
      },
    },
    {
      name: 'two queues have the same name',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'videos').name = 'documents';
      },
    },
  ],
  'the network of each private endpoint is linked to its DNS zone': [
    {
      name: 'a DNS zone is not linked to the network',
      in: 'otherChoicesPlatform',
      apply: (d) => {
        resource(d, 'azurerm_private_dns_zone_virtual_network_link', () => true).virtual_network_id =
          '${azurerm_virtual_network.hub.id}';
      },
    },
  ],
  'exactly the services without public access have a private endpoint': [
    {
      name: 'a storage account has no public access and no private endpoint',
      apply: (d) => {
        resource(d, 'azurerm_storage_account', 'aimodelsx1').public_network_access_enabled = false;
      },
    },
  ],
};
