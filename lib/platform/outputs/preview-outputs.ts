import { clientId } from '../../values/ids';
import { previewPrefix } from '../../values/preview-id';
import type { PlatformOutputs } from './outputs-file';
import type { RequiredOutput } from './required-output';
import { stackOutputEntries } from './stack-outputs';

/**
 * Outputs for manifests that are rendered before the first deployment. The client ids are numbered
 * in the order of the required outputs, so that the same definition gives the same preview.
 */
export function previewOutputs(required: readonly RequiredOutput[]): PlatformOutputs {
  const ofIdentities = required.filter(({ identityName }) => identityName !== undefined);
  const others = stackOutputEntries.filter(
    ([, { name, neededBy }]) => neededBy === 'always' || required.some((output) => output.name === name),
  );
  return {
    clientIds: new Map(
      ofIdentities.map(({ name }, index) => [
        name,
        clientId(`${previewPrefix}${String(index + 1).padStart(12, '0')}`),
      ]),
    ),
    ...Object.fromEntries(others.map(([key, { preview }]) => [key, preview])),
  };
}
