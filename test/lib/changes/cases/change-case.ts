import type { Checkout } from '../../../../lib/changes/environment-files';

/** A kind of change of the sample platform in production, and the whole report about it, without title and fixed texts. */
export interface ChangeCase {
  readonly title: string;
  /** Default: the platform as it is. */
  readonly before?: () => Checkout;
  readonly after: () => Checkout;
  readonly says: readonly string[];
}
