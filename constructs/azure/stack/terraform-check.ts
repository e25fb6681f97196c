import type { TerraformStack } from 'cdktf';
import { type CheckSettings, checkPicture } from '../../../lib/check/check-picture';
import { describeFinding } from '../../../lib/check/finding';
import { readFiles } from '../../../lib/check/read-files';

/** How a stack is checked. */
export interface TerraformCheckOptions extends Omit<CheckSettings, 'unreadable'> {
  /** Where warnings go. Default: nowhere. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Checks a CDKTF stack of your own whenever it is synthesized: each error of a rule is a validation error, with which `app.synth()` writes
 * nothing. `Platform` has it without asking, and sees both halves.
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
