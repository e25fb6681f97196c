import { deployCommand, deployWords, stacksOf } from '../../lib/platform/outputs/deploy-command';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { knownNames } from '../../lib/problems/value-rules';
import { UsageError } from './invocation';

/**
 * Arguments of `cdktf` for `npm run deploy -- <environment> [options of cdktf deploy]`: the stacks
 * of the environment, the outputs file, and the added options.
 *
 * @param args arguments after `deploy`.
 * @throws {UsageError} without an environment, and for an unknown one. It lists the environments.
 */
export function wordsOfDeploy(
  args: readonly string[],
  platforms: readonly ResolvedPlatform[],
): readonly string[] {
  const names = platforms.map(({ environment }) => environment);
  const [name, ...options] = args;
  if (name === undefined || name.startsWith('-')) {
    throw new UsageError(
      [
        'Usage: npm run deploy -- <environment> [<options of cdktf deploy>]',
        '',
        'Environments, and the command that deploys each:',
        ...platforms.map((platform) => `  ${platform.environment}: ${deployCommand(stacksOf(platform))}`),
      ].join('\n'),
    );
  }
  const platform = platforms[names.indexOf(name)];
  if (platform === undefined) {
    throw new UsageError(
      `npm run deploy -- ${name}: no environment has this name. ${knownNames(name, names, 'environments')}`,
    );
  }
  return [...deployWords(stacksOf(platform)), ...options];
}
