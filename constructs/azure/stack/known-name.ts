import { Token } from 'cdktf';
import { type AzureNameKind, azureNameProblem } from '../../../lib/facts/azure-names';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { requireRule } from '../../../lib/problems/value-rules';

/**
 * Adds a problem if a name violates Azure's rules. A name that only Terraform can resolve, such as
 * a variable, passes.
 */
export function requireKnownName(
  problems: ProblemList,
  key: string,
  kind: AzureNameKind,
  name: string,
): void {
  if (Token.isUnresolved(name)) return;
  requireRule(problems, key, azureNameProblem(kind, name), 'Choose another name.');
}
