import { Token } from 'cdktf';
import { type AzureNameKind, azureNameProblem } from '../../../lib/facts/azure-names';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { requireRule } from '../../../lib/problems/value-rules';

/** Adds a problem if a name breaks Azure's rules. One that only Terraform will know (a variable, say) passes. */
export function requireKnownName(
  problems: ProblemList,
  key: string,
  kind: AzureNameKind,
  name: string,
): void {
  if (Token.isUnresolved(name)) return;
  requireRule(problems, key, azureNameProblem(kind, name), 'Choose another name.');
}
