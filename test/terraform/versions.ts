import { type ExtendAzure, renderAzureHalf } from '../../constructs/synth/azure-half';
import type { RenderedFile } from '../../constructs/synth/rendering';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import type { AzurermVersion } from '../../lib/facts/azurerm-versions';
import { resolvePlatform } from '../../lib/platform/resolve-platform';

/** Versions of azurerm that the tier uses. */
export const azurermVersions = (process.env['AZURERM_VERSIONS'] || '4.55.0,4.81.0,5.2.0')
  .split(',')
  .map((version) => version.trim());

/** `4.55.0` as a definition states it: `4.55`. */
export function statedVersion(version: string): AzurermVersion {
  return version.split('.').slice(0, 2).join('.') as AzurermVersion;
}

/** The Terraform of a definition in the form for a version of azurerm. */
export function renderFor(
  definition: PlatformDefinition,
  { azurerm, extend }: { readonly azurerm: AzurermVersion; readonly extend?: ExtendAzure },
): readonly RenderedFile[] {
  const azure = { ...definition.azure, azurerm };
  const platform = resolvePlatform({ ...definition, azure });
  return renderAzureHalf([{ platform, extendAzure: extend }]).files;
}
