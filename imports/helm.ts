/** The one seam to the helm provider's classes, as `azurerm.ts` is for azurerm. */
export { HelmProvider } from '@cdktf/provider-helm/lib/provider';
export { Release } from '@cdktf/provider-helm/lib/release';
