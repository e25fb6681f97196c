import { parseDefinition } from '../../lib/definition/parse-definition';
import type { CompletePlatform, PlatformDefinition } from '../../lib/definition/platform-definition';
import { ProblemList } from '../../lib/problems/problem-list';

/** A valid definition with every default of its schema filled in. */
export function complete(definition: PlatformDefinition): CompletePlatform {
  return parseDefinition(definition, ProblemList.create())!;
}
