import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type BaseDefinition,
  deploymentDefinitions,
  type EnvironmentDefinitions,
} from '../lib/definition/environments';
import { checkDeploymentsApart } from '../lib/platform/deployments-apart';
import { outputsFile } from '../lib/platform/outputs/deploy-command';
import { eachEnvironment } from '../lib/problems/each-of';
import { DefinitionError, ProblemList } from '../lib/problems/problem-list';
import { knownNames, notDefined } from '../lib/problems/value-rules';
import { valueAt } from '../lib/values/json';
import { Platform, type PlatformOptions } from './platform';
import { runProcess } from './synth/run';

const environmentNoun = { one: 'environment', many: 'environments' };

/**
 * One definition for several environments, and for several clusters of each environment: a base,
 * and the changes of each environment. Each deployment has a Terraform stack, a folder
 * `dist/<environment>` and a file `outputs/<environment>.json`.
 */
export class PlatformSet {
  private made: readonly Platform[] | undefined;

  /**
   * Keeps the definitions without checking them: `run()` prints their problems as text, without a
   * stack trace.
   */
  constructor(
    readonly base: BaseDefinition,
    readonly environments: EnvironmentDefinitions,
    readonly options: PlatformOptions = {},
  ) {}

  /**
   * All deployments, in the order of the environments.
   *
   * @throws {DefinitionError} with every problem of every environment, and with every name that two
   * deployments share.
   */
  get platforms(): readonly Platform[] {
    this.made ??= this.resolve();
    return this.made;
  }

  /**
   * One deployment: `production`, or `production-japaneast` if the environment has several
   * clusters.
   *
   * @throws {DefinitionError} if no deployment has this name, or the definitions have problems.
   */
  platform(name: string): Platform {
    const names = this.platforms.map(({ definition }) => definition.environment);
    const found = this.platforms[names.indexOf(name)];
    if (found !== undefined) return found;
    throw new DefinitionError('the environments', [
      {
        path: '',
        message: notDefined(name, environmentNoun),
        fix: knownNames(name, names, environmentNoun.many),
      },
    ]);
  }

  /**
   * Runs synth with the options of `npm run synth`, `cdktf synth` or `cdk8s synth`, and sets the
   * exit code of the process.
   */
  run(): void {
    runProcess(() => this.platforms, { hasAllEnvironments: true });
  }

  private resolve(): readonly Platform[] {
    const subject = 'the environments';
    const problems = ProblemList.create();
    const deployments = deploymentDefinitions(this.base, this.environments, problems);
    problems.throwIfAny(subject);
    const platforms = eachEnvironment(deployments, subject, ({ definition }) => {
      const platform = new Platform(definition, this.options);
      // Resolving finds the problems of the definition.
      void platform.resolved;
      return platform;
    });
    const definitionOf = new Map(deployments.map(({ name, definition }) => [name, definition]));
    checkDeploymentsApart(
      platforms.map(({ resolved }) => resolved),
      problems,
      {
        hasOwnValue: (environment, field) =>
          !isDeepStrictEqual(valueAt(definitionOf.get(environment), field), valueAt(this.base, field)),
        // The project's folder, as in `run()`.
        isDeployed: (environment) => existsSync(path.join(process.cwd(), outputsFile(environment))),
      },
    );
    problems.throwIfAny(subject);
    return platforms;
  }
}
