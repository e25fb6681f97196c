import { type ClientId, clientId } from '../../values/ids';
import { previewPrefix } from '../../values/preview-id';
import { outputNames, type RequiredOutput } from './output-names';
import type { PlatformOutputs } from './platform-outputs';

/**
 * Stands in for the outputs of a deployment that has not been made, so that the manifests can be looked at. The ids are
 * numbered in the order of the required outputs: the same definition gives the same preview.
 */
export function previewOutputs(required: readonly RequiredOutput[]): PlatformOutputs {
  const clientIds = new Map<string, ClientId>();
  const identities = required.filter(({ name }) => name !== outputNames.prometheusQueryEndpoint);
  for (const [index, output] of identities.entries()) {
    clientIds.set(output.name, clientId(`${previewPrefix}${String(index + 1).padStart(12, '0')}`));
  }
  return {
    clientIds,
    oidcIssuerUrl: 'https://oidc.preview.invalid/',
    prometheusQueryEndpoint:
      identities.length < required.length ? 'https://preview.prometheus.monitor.azure.com' : undefined,
  };
}
