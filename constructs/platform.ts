import type { PlatformDefinition } from '../lib/definition/platform-definition';
import { resolvePlatform } from '../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../lib/platform/resolved-platform';
import type { ExtendAzure } from './synth/azure-half';
import type { ExtendKubernetes } from './synth/kubernetes-half';
import { runSynth } from './synth/run';
import { type Synthesis, type SynthesisOptions, synthesize } from './synth/synthesis';

/** Ways to go beyond the definition. */
export interface PlatformOptions {
  /** Called with the finished stack: add resources, or override what is in it. */
  readonly extendAzure?: ExtendAzure;
  /** Called with the finished charts: add objects or applications, or patch what is in them. */
  readonly extendKubernetes?: ExtendKubernetes;
  /** Rules of your own, other severities, suppressions. Default: every rule of this platform (docs/rules.md). */
  readonly check?: SynthesisOptions['check'];
}

/** An AI platform on AKS: one definition, both halves. */
export class Platform {
  private resolution: ResolvedPlatform | undefined;

  /** Only keeps the definition. Its mistakes are told by `run()`, as text and not as a stack trace. */
  constructor(
    readonly definition: PlatformDefinition,
    private readonly options: PlatformOptions = {},
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
  synthesize(options: Pick<SynthesisOptions, 'azure' | 'kubernetes' | 'preview' | 'outputsText'>): Synthesis {
    return synthesize(this.resolved, { ...options, ...this.options });
  }

  /** Runs as `npm run synth`, `cdktf synth` or `cdk8s synth` asks for, and sets the exit code of the process. */
  run(): void {
    process.exitCode = runSynth(this, {
      args: process.argv.slice(2),
      environment: process.env,
      root: process.cwd(),
      write: (text) => process.stdout.write(text),
      writeError: (text) => process.stderr.write(text),
      now: () => performance.now(),
    });
  }
}
