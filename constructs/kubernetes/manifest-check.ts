import { ApiObject, type App, Yaml } from 'cdk8s';
import { type CheckSettings, checkPicture } from '../../lib/check/check-picture';
import type { PictureContext } from '../../lib/check/deployment-picture';
import { describeFinding } from '../../lib/check/finding';
import { readFiles } from '../../lib/check/read-files';

/** Options of `checkManifests()`. */
export interface ManifestCheckOptions extends Omit<CheckSettings, 'unreadable'>, PictureContext {
  /** Receives each warning. @default warnings are discarded */
  readonly onWarning?: (message: string) => void;
}

/**
 * Adds the check to your own cdk8s app. Each finding with severity `error` becomes a validation
 * error, so `app.synth()` writes nothing. `Platform` always runs the check.
 *
 * ```ts
 * const app = new App();
 * new VllmServer(new Chart(app, 'models'), 'phi-4', { … });
 * checkManifests(app);
 * app.synth();
 * ```
 */
export function checkManifests(app: App, options: ManifestCheckOptions = {}): void {
  const { onWarning, rules, severities, suppressions, ...context } = options;
  app.node.addValidation({
    validate: () => {
      const files = app.charts.map((chart) => ({
        path: `${chart.node.id}.yaml`,
        text: Yaml.stringify(...objectsOf(chart.node.findAll())),
      }));
      const { picture, unreadable } = readFiles(files, context);
      const { findings } = checkPicture(picture, { rules, severities, suppressions, unreadable });
      for (const finding of findings) {
        if (finding.severity === 'warning') onWarning?.(describeFinding(finding));
      }
      return findings.filter(({ severity }) => severity === 'error').map(describeFinding);
    },
  });
}

function objectsOf(constructs: readonly unknown[]): readonly unknown[] {
  return constructs
    .filter((each): each is ApiObject => each instanceof ApiObject)
    .map((each) => each.toJson());
}
