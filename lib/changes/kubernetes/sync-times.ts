import type { DeploymentPicture } from '../../check/deployment-picture';
import { listAt, mapAt, textAt, valueAt } from '../../values/json';

/** What keeps Argo CD from syncing as soon as a change is merged. */
export interface SyncTimes {
  /** `deny from 0 18 * * 5 for 62h, Asia/Seoul`, with the project. */
  readonly windows: readonly string[];
  /** Applications that somebody has to sync by hand. */
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
        // Since Argo CD 3.1 it can be there and be off.
        return !isOn || textAt(automated, 'enabled') === 'false' || valueAt(automated, 'enabled') === false;
      })
      .map(({ object }) => object.metadata.name),
  };
}
