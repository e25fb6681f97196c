import type { ResolvedAzure } from '../resolve-azure';

/** What the names and addresses of Azure services are made from. */
export interface ServiceNaming {
  readonly azure: Pick<ResolvedAzure, 'cloud'>;
  /** Suffix of names that are unique across Azure. Undefined: the names are used as they are. */
  readonly uniqueSuffix: string | undefined;
}

/** Fix for a name that Azure refuses. */
export const serviceNameFix = 'Choose another name. The unique suffix is part of it.';

/** Fix for a private endpoint on a SKU without them. */
export const privateEndpointSkuFix = 'Use "Premium", or remove privateEndpoint.';
