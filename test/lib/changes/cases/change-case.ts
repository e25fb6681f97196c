import type { Checkout } from '../../../../lib/changes/environment-files';

/** A kind of change of the sample platform in production, and all that the report says of it, title and fixed texts apart. */
export interface ChangeCase {
  readonly title: string;
  /** Default: the platform as it is. */
  readonly before?: () => Checkout;
  readonly after: () => Checkout;
  readonly says: readonly string[];
}
