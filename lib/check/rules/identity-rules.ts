import type { Rule } from '../rule';
import { audience } from './identity/audience';
import { clientId } from './identity/client-id';
import { credentials } from './identity/credentials';
import { federated } from './identity/federated';
import { imagePull } from './identity/image-pull';
import { issuer } from './identity/issuer';
import { kedaCredential } from './identity/keda-credential';
import { podLabel } from './identity/pod-label';
import { principal } from './identity/principal';
import { registryPull } from './identity/registry-pull';
import { scalerRole } from './identity/scaler-role';
import { subject } from './identity/subject';
import { vaultRole } from './identity/vault-role';

export const identityRules: readonly Rule[] = [
  audience,
  clientId,
  credentials,
  federated,
  imagePull,
  issuer,
  kedaCredential,
  podLabel,
  principal,
  scalerRole,
  subject,
  vaultRole,
  registryPull,
];
