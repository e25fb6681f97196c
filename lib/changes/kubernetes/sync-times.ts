import type { DeploymentPicture } from '../../check/deployment-picture';
import { listAt, mapAt, textAt, valueAt } from '../../values/json';

/** Settings that delay the sync of a merged change. */
export interface SyncTimes {
  /**
   * Sync windows with their project: `deny from 0 18 * * 5 for 62h, Asia/Seoul (project
   * production)`.
   */
  readonly windows: readonly string[];
  /** Applications without automated sync. */
  readonly manual: readonly string[];
}

export function syncTimesOf(picture: DeploymentPicture): SyncTimes {
  return {
    windows: picture.ofKind('AppProject').flatMap(({ object }) =>
      listAt(object, 'spec.syncWindows').map((window) => {
        const { kind, schedule, duration, timeZone } = mapAt({ window }, 'window');
        const zone = typeof timeZone === 'string' && timeZone !== '' ? timeZone : 'UTC';
        return `${kind} from ${schedule} for ${duration}, ${zone} (project ${object.metadata.name})`;
      }),
    ),
    manual: picture
      .ofKind('Application')
      .filter(({ object }) => {
        const automated = valueAt(object, 'spec.syncPolicy.automated');
        const isOn = typeof automated === 'object' && automated !== null;
        // Since Argo CD 3.1 the block may contain `enabled: false`.
        return !isOn || textAt(automated, 'enabled') === 'false' || valueAt(automated, 'enabled') === false;
      })
      .map(({ object }) => object.metadata.name),
  };
}
