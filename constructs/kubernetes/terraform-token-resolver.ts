import type { IResolver, ResolutionContext } from 'cdk8s';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * Detects a CDKTF token: a string with `TfToken[…]`, or a number near the limit of doubles.
 *
 * @see cdktf 0.21 `lib/tokens/private/encoding.js` (2026-11)
 */
function isTerraformToken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('TfToken[');
  return typeof value === 'number' && value < -1e200;
}

/**
 * Finds values of the Azure half that only Terraform can resolve. Without it, cdk8s writes
 * `${TfToken[TOKEN.0]}` into the manifest without an error. Synth also scans the final text; this
 * resolver names the field.
 */
export class TerraformTokenResolver implements IResolver {
  private readonly problems = ProblemList.create();

  /** Collects the problem. cdk8s would wrap an error that this method throws. */
  resolve(context: ResolutionContext): void {
    if (!isTerraformToken(context.value)) return;
    this.problems.add(
      [context.obj.kind, context.obj.metadata.name, ...context.key].join('.'),
      'it is a Terraform token, which only Terraform can resolve',
      'Export the value as a stack output, and read it from the outputs file.',
    );
  }

  /**
   * @throws {DefinitionError} with every field that contains a token. Call it after cdk8s has
   * rendered the objects.
   */
  throwIfFound(): void {
    this.problems.throwIfAny('the Kubernetes objects');
  }
}
