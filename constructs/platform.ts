import type { PlatformDefinition } from '../lib/definition/platform-definition';
import { resolvePlatform } from '../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../lib/platform/resolved-platform';
import type { RenderedFile } from './synth/rendering';
import { type RunnablePlatform, runProcess } from './synth/run';
import { type Deployment, type SynthesisRequest, synthesize } from './synth/synthesis';

/** Ways to go beyond the definition. */
export interface PlatformOptions extends Omit<Deployment, 'platform'> {
  /** Called with the finished stack: add resources, or override what is in it. */
  readonly extendAzure?: Deployment['extendAzure'];
  /** Called with the finished charts: add objects or applications, or patch what is in them. */
  readonly extendKubernetes?: Deployment['extendKubernetes'];
  /** Rules of your own, other severities, suppressions. Default: every rule of this platform (docs/rules.md). */
  readonly check?: Deployment['check'];
}

/** Both halves of one platform, checked. */
export interface PlatformSynthesis {
  /** Below `cdktf.out`; undefined if not wanted. */
  readonly azureFiles: readonly RenderedFile[] | undefined;
  /** What Argo CD applies, below `dist/<environment>`; undefined if not wanted. */
  readonly manifests: readonly RenderedFile[] | undefined;
  /** What people read beside the manifests, below `dist/<environment>`; undefined if not wanted. */
  readonly documents: readonly RenderedFile[] | undefined;
  readonly warnings: readonly string[];
}

/** An AI platform on AKS: one definition, both halves. */
export class Platform implements RunnablePlatform {
  private resolution: ResolvedPlatform | undefined;

  /** Only keeps the definition. Its mistakes are told by `run()`, as text and not as a stack trace. */
  constructor(
    readonly definition: PlatformDefinition,
    readonly options: PlatformOptions = {},
  ) {}

  /**
   * What both halves are made from.
   *
   * @throws {DefinitionError} with every problem of the definition.
   */
  get resolved(): ResolvedPlatform {
    this.resolution ??= resolvePlatform(this.definition);
    return this.resolution;
  }

  /**
   * Both halves or one of them as files, checked; writes nothing.
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
      warnings: [...synthesis.warnings, ...deployment!.warnings],
    };
  }

  /** Runs as `npm run synth`, `cdktf synth` or `cdk8s synth` asks for, and sets the exit code of the process. */
  run(): void {
    runProcess(() => [this], { hasAllEnvironments: false });
  }
}
