import type { Rule } from '../rule';
import { basicServiceBus } from './services/basic-service-bus';
import { keyVaultPurgeProtection } from './services/key-vault-purge-protection';
import { keyVaultRbac } from './services/key-vault-rbac';
import { queueDeadLettering } from './services/queue-dead-lettering';
import { queueDeliveries } from './services/queue-deliveries';
import { queueLock } from './services/queue-lock';
import { registryAdmin } from './services/registry-admin';
import { serviceBusLocalAuth } from './services/service-bus-local-auth';
import { storagePublicBlobs } from './services/storage-public-blobs';
import { storageTls } from './services/storage-tls';

export const servicesRules: readonly Rule[] = [
  keyVaultPurgeProtection,
  keyVaultRbac,
  queueDeadLettering,
  queueDeliveries,
  queueLock,
  registryAdmin,
  serviceBusLocalAuth,
  storagePublicBlobs,
  storageTls,
  basicServiceBus,
];
