import { platforms } from '../../main';

/** The sample platform in production. */
export const platform = platforms.platform('production');
