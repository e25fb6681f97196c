import type { ServiceAccountRef } from '../values/service-account';

/** A ServiceAccount that acts as an identity. */
export interface ResolvedWorkloadIdentity {
  readonly identityName: string;
  readonly serviceAccount: ServiceAccountRef;
  readonly clientIdOutput: string;
}
