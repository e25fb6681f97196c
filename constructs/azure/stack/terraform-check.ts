import type { TerraformStack } from 'cdktf';
import { type CheckSettings, checkPicture } from '../../../lib/check/check-picture';
import { describeFinding } from '../../../lib/check/finding';
import { readFiles } from '../../../lib/check/read-files';

/** Options of `checkTerraform()`. */
export interface TerraformCheckOptions extends Omit<CheckSettings, 'unreadable'> {
  /**
   * Receives each warning.
   *
   * @default warnings are discarded
   */
  readonly onWarning?: (message: string) => void;
}

/**
 * Adds the check to your own CDKTF stack. Each finding with severity `error` becomes a validation
 * error, so `app.synth()` writes nothing. `Platform` always runs the check, on both halves.
 */
export function checkTerraform(stack: TerraformStack, options: TerraformCheckOptions = {}): void {
  const { onWarning, ...settings } = options;
  stack.node.addValidation({
    validate: () => {
      const text = JSON.stringify(stack.toTerraform());
      const { picture, unreadable } = readFiles([{ path: `${stack.node.id}.tf.json`, text }]);
      const { findings } = checkPicture(picture, { ...settings, unreadable });
      for (const finding of findings) {
        if (finding.severity === 'warning') onWarning?.(describeFinding(finding));
      }
      return findings.filter(({ severity }) => severity === 'error').map(describeFinding);
    },
  });
}
