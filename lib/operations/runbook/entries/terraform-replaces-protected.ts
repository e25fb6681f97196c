import { commandBlocks, onOwnMachine } from '../command-blocks';
import { bullets, code } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';

/**
 * A creation that fails halfway leaves a tainted resource, which Terraform replaces, unless it is
 * protected.
 *
 * @see developer.hashicorp.com/terraform/cli/commands/untaint and
 * language/meta-arguments/lifecycle (prevent_destroy) (2026-11)
 */
export function terraformReplacesProtected({ inventory }: Runbook): RunbookEntry {
  const { environment, deployCommand } = inventory;
  const folder = `cdktf.out/stacks/${environment}`;
  return {
    topic: 'terraformReplacesProtected',
    symptom:
      'A deployment ends with "Instance cannot be destroyed" before it changes anything, and each later one as well.',
    look: [
      ...commandBlocks(
        onOwnMachine(
          'az login',
          'npm run synth -- --azure-only',
          `terraform -chdir=${folder} init`,
          '# resources whose creation failed',
          `terraform -chdir=${folder} show -json | jq -r '.values.root_module.resources[] | select(.tainted) | .address'`,
          '# what Terraform would replace, and the reason',
          `terraform -chdir=${folder} plan`,
        ),
      ),
    ],
    causes: [
      {
        sign: 'the list contains the resource of the message, and the plan calls it tainted',
        cause:
          'its creation failed or was interrupted, so Terraform wants to replace it, and it is protected',
        remedy: `look at the resource in the Azure portal. If it works, run the command below and ${code(deployCommand)}`,
      },
      {
        sign: 'the list is empty, and the plan names a field that "forces replacement"',
        cause: 'the definition changes a field that Azure cannot change in place',
        remedy:
          'revert the change. To replace the resource with all its data, set `preventDestroy: false` in the definition first',
      },
    ],
    more: [
      'To keep a tainted resource, with its address from the list:',
      ...commandBlocks(
        onOwnMachine(
          `ADDRESS=$(terraform -chdir=${folder} show -json | jq -r '.values.root_module.resources[] | select(.tainted) | .address' | head -n 1)`,
          'echo "$ADDRESS" # the resource that you looked at',
          `terraform -chdir=${folder} untaint "$ADDRESS"`,
        ),
      ),
      bullets([
        'The next deployment completes the settings of the resource in place.',
        'If the resource does not work, delete it in the Azure portal. The next deployment then creates it.',
      ]),
    ],
  };
}
