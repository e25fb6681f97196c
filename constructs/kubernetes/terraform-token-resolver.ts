import type { IResolver, ResolutionContext } from 'cdk8s';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * How CDKTF writes a value that it does not know yet: text with `TfToken[…]`, numbers near the end of the range of doubles.
 *
 * @see cdktf 0.21 `lib/tokens/private/encoding.js` (2026-11)
 */
function isTerraformToken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('TfToken[');
  return typeof value === 'number' && value < -1e200;
}

/**
 * Finds values of the Azure half that only Terraform knows. Without it cdk8s writes `${TfToken[TOKEN.0]}` into the manifest,
 * without an error. The final text is scanned as well; this says which field it is.
 */
export class TerraformTokenResolver implements IResolver {
  private readonly problems = ProblemList.create();

  /** Only collects: cdk8s would wrap what is thrown here into an error of its own. */
  resolve(context: ResolutionContext): void {
    if (!isTerraformToken(context.value)) return;
    this.problems.add(
      [context.obj.kind, context.obj.metadata.name, ...context.key].join('.'),
      'it is a value of the Azure half that only Terraform knows',
      'Hand it over as a stack output, and read it from the outputs file.',
    );
  }

  /** @throws {DefinitionError} with every field that has such a value. Call it after the objects were rendered. */
  throwIfFound(): void {
    this.problems.throwIfAny('the Kubernetes objects');
  }
}
