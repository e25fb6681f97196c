import { type ClientId, clientId } from '../identity/ids';
import type { RequiredOutput } from './output-names';
import type { PlatformOutputs } from './platform-outputs';
import { previewPrefix } from './preview-id';

/**
 * Stands in for the outputs of a deployment that has not been made, so that the manifests can be looked at. The ids are
 * numbered in the order of the required outputs: the same definition gives the same preview.
 */
export function previewOutputs(required: readonly RequiredOutput[]): PlatformOutputs {
  const clientIds = new Map<string, ClientId>();
  for (const [index, output] of required.entries()) {
    clientIds.set(output.name, clientId(`${previewPrefix}${String(index + 1).padStart(12, '0')}`));
  }
  return { clientIds, oidcIssuerUrl: 'https://oidc.preview.invalid/' };
}
