import {
  type BaseDefinition,
  deploymentDefinitions,
  type EnvironmentDefinitions,
} from '../lib/definition/environments';
import { checkDeploymentsApart } from '../lib/platform/deployments-apart';
import { eachOf } from '../lib/problems/each-of';
import { DefinitionError, ProblemList } from '../lib/problems/problem-list';
import { knownNames } from '../lib/problems/value-rules';
import { Platform, type PlatformOptions } from './platform';
import { runProcess } from './synth/run';

/**
 * One definition for several environments, and for several clusters of each: what they have in common once, and per environment
 * what differs. Each has a stack, a folder `dist/<environment>` and a file `outputs/<environment>.json`.
 */
export class PlatformSet {
  private made: readonly Platform[] | undefined;

  /** Only keeps the definitions. Their mistakes are told by `run()`, as text and not as a stack trace. */
  constructor(
    readonly base: BaseDefinition,
    readonly environments: EnvironmentDefinitions,
    readonly options: PlatformOptions = {},
  ) {}

  /**
   * Every deployment, in the order of the environments.
   *
   * @throws {DefinitionError} with every problem of every environment, and with what two of them cannot both have.
   */
  get platforms(): readonly Platform[] {
    this.made ??= this.resolve();
    return this.made;
  }

  /**
   * One deployment: `production`, or `production-japaneast` where an environment has several clusters.
   *
   * @throws {DefinitionError} if there is none of this name, or the definitions have problems.
   */
  platform(name: string): Platform {
    const names = this.platforms.map(({ definition }) => definition.environment);
    const found = this.platforms[names.indexOf(name)];
    if (found !== undefined) return found;
    throw new DefinitionError('the environments', [
      { path: name, message: 'there is no such environment', fix: knownNames(name, names) },
    ]);
  }

  /** Runs as `npm run synth`, `cdktf synth` or `cdk8s synth` asks for, and sets the exit code of the process. */
  run(): void {
    runProcess(() => this.platforms, { hasAllEnvironments: true });
  }

  private resolve(): readonly Platform[] {
    const subject = 'the environments';
    const problems = ProblemList.create();
    const deployments = deploymentDefinitions(this.base, this.environments, problems);
    problems.throwIfAny(subject);
    const platforms = eachOf(deployments, ({ name, definition }) => {
      const platform = new Platform(definition, this.options);
      try {
        void platform.resolved;
      } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        const prefixed = ProblemList.create();
        for (const { path, message, fix } of error.problems) prefixed.at(name).add(path, message, fix);
        prefixed.throwIfAny(subject);
      }
      return platform;
    });
    checkDeploymentsApart(
      platforms.map(({ resolved }) => resolved),
      problems,
    );
    problems.throwIfAny(subject);
    return platforms;
  }
}
