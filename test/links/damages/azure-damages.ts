import { type Damages, resource } from './damage';

export const azureDamages: Damages = {
  'no two resources of a type have one name in one place': [
    {
      what: 'two storage accounts have a zone each',
      in: 'otherChoicesPlatform',
      apply: (d) => {
        resource(d, 'azurerm_private_dns_zone', 'privatelink.file.core.windows.net').name =
          'privatelink.blob.core.windows.net';
      },
    },
    {
      what: 'two queues have one name',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'videos').name = 'documents';
      },
    },
  ],
  'each private endpoint has a zone that the network of its subnet finds names in': [
    {
      what: 'a zone is not linked',
      in: 'otherChoicesPlatform',
      apply: (d) => {
        resource(d, 'azurerm_private_dns_zone_virtual_network_link', () => true).virtual_network_id =
          '${azurerm_virtual_network.hub.id}';
      },
    },
  ],
  'each service that is not reached publicly has a private endpoint, and no other has one': [
    {
      what: 'an account is closed and has no endpoint',
      apply: (d) => {
        resource(d, 'azurerm_storage_account', 'aimodelsx1').public_network_access_enabled = false;
      },
    },
  ],
};
