import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TerraformStack } from 'cdktf';

/**
 * Requires a version of Terraform in `versions.tf`, a file next to the stack's `cdk.tf.json`.
 * Terraform reads both.
 *
 * It is not in `cdk.tf.json`, because Checkov reads no resource of a JSON file whose block
 * `terraform` contains a text: its parser expects an object (checkov 3.3.30,
 * `terraform_json/parser.py`; 2026-11).
 *
 * @param constraint such as `>= 1.9.0`
 */
export function requireTerraform(stack: TerraformStack, constraint: string): void {
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize(session) {
      synthesizer.synthesize(session);
      const { workingDirectory } = session.manifest.forStack(stack);
      fs.writeFileSync(
        path.join(session.outdir, workingDirectory, 'versions.tf'),
        `terraform {\n  required_version = "${constraint}"\n}\n`,
      );
    },
  };
}
