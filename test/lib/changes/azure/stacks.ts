import type { TerraformStack } from '../../../../lib/changes/azure/azure-changes';
import { readFiles } from '../../../../lib/check/read-files';

/** A stack with these resources, by type and name. */
export function stackOf(resource: object): TerraformStack {
  return stackOfText(JSON.stringify({ terraform: {}, resource }));
}

/** A stack of Terraform JSON. */
export function stackOfText(text: string): TerraformStack {
  const files = [{ path: 'cdktf.out/stacks/it/cdk.tf.json', text }];
  return { files, resources: readFiles(files).picture.resources };
}
