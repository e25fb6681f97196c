import type { PlatformDefinition } from '../lib/definition/platform-definition';
import { resolvePlatform } from '../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../lib/platform/resolved-platform';
import type { RenderedFile } from './synth/rendering';
import { type RunnablePlatform, runProcess } from './synth/run';
import { type Deployment, type SynthesisRequest, synthesize } from './synth/synthesis';

/** Extensions of a definition. */
export interface PlatformOptions extends Omit<Deployment, 'platform'> {
  /** Called with the finished stack, to add or override resources. */
  readonly extendAzure?: Deployment['extendAzure'];
  /** Called with the finished charts, to add objects or applications, or to patch objects. */
  readonly extendKubernetes?: Deployment['extendKubernetes'];
  /**
   * Your own rules, severities and suppressions.
   *
   * @default every rule of this platform (docs/rules.md)
   */
  readonly check?: Deployment['check'];
}

/** The checked files of both halves of a platform. */
export interface PlatformSynthesis {
  /** Terraform below `cdktf.out`; undefined if not selected. */
  readonly azureFiles: readonly RenderedFile[] | undefined;
  /** Manifests below `dist/<environment>`; undefined if not selected. */
  readonly manifests: readonly RenderedFile[] | undefined;
  /** Documents next to the manifests, below `dist/<environment>`; undefined if not selected. */
  readonly documents: readonly RenderedFile[] | undefined;
  readonly warnings: readonly string[];
}

/** An AI platform on AKS: both halves from one definition. */
export class Platform implements RunnablePlatform {
  private resolution: ResolvedPlatform | undefined;

  /** Stores the definition. `run()` reports its problems as text, without a stack trace. */
  constructor(
    readonly definition: PlatformDefinition,
    readonly options: PlatformOptions = {},
  ) {}

  /**
   * The resolved definition, from which both halves are rendered.
   *
   * @throws {DefinitionError} with every problem of the definition.
   */
  get resolved(): ResolvedPlatform {
    this.resolution ??= resolvePlatform(this.definition);
    return this.resolution;
  }

  /**
   * Renders and checks both halves or one of them; writes nothing.
   *
   * @throws {DefinitionError} with every problem of the definition, the outputs or the result.
   */
  synthesize(
    options: { readonly azure: boolean } & Omit<SynthesisRequest, keyof Deployment>,
  ): PlatformSynthesis {
    const { azure, ...request } = options;
    const synthesis = synthesize([{ ...request, ...this.options, platform: this.resolved }], azure);
    const [deployment] = synthesis.deployments;
    return {
      azureFiles: synthesis.azureFiles,
      manifests: deployment!.manifests,
      documents: deployment!.documents,
      warnings: [...synthesis.warnings, ...deployment!.warnings, ...deployment!.findings],
    };
  }

  /**
   * Runs synth for `npm run synth`, `cdktf synth` or `cdk8s synth`, and sets the exit code of the
   * process.
   */
  run(): void {
    runProcess(() => [this], { hasAllEnvironments: false });
  }
}
