import { azureNameProblem } from '../../facts/azure-names';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import type { LangfuseInput } from './langfuse-definition';
import type { LangfuseSecretNames } from './langfuse-secrets';
import { checkRedisPolicies } from './managed-redis';

const host = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** Adds a problem for each setting with which Langfuse would fail at startup. */
export function checkLangfuse(input: LangfuseInput, problems: ProblemList): void {
  // Names of pods append `-worker` and hashes.
  requireRule(
    problems,
    'name',
    kubernetesNameProblem('service', `${input.name}-web`),
    'Choose another name.',
  );
  if (!/^https?:\/\/[^\s/]+(?:\/[^\s]*[^\s/])?$/.test(input.url)) {
    problems.add(
      'url',
      `"${input.url}" is not a valid address for sign-in redirects`,
      'Use an address that starts with https:// and has no trailing slash.',
    );
  }
  for (const key of ['postgres', 'clickHouse', 'redis'] as const) {
    if (!host.test(input[key].host)) {
      problems
        .at(key)
        .add(
          'host',
          `"${input[key].host}" is not a host name`,
          'Use the host name without https:// and port.',
        );
    }
  }
  checkRedisPolicies(input.redis, problems.at('redis'));
  checkStorage(input, problems.at('blobStorage'));
  for (const key of ['web', 'worker'] as const) {
    const range = { min: 1, max: Number.POSITIVE_INFINITY, unit: 'replicas' };
    if (input.replicas !== undefined)
      requireInteger(problems.at('replicas'), key, input.replicas[key], range);
  }
  if (input.signUp === false && input.initial === undefined) {
    problems.add(
      'signUp',
      'no user could sign in: sign-up is off and Langfuse has no initial user',
      'Set initial, or remove signUp.',
    );
  }
}

function checkStorage({ blobStorage }: LangfuseInput, problems: ProblemList): void {
  const { account, container, endpoint } = blobStorage;
  requireRule(
    problems,
    'account',
    azureNameProblem('storageAccount', account),
    'Use the name of the account without the domain.',
  );
  requireRule(problems, 'container', azureNameProblem('storageContainer', container), 'Choose another name.');
  if (!endpoint.startsWith(`https://${account}.blob.`)) {
    problems.add(
      'endpoint',
      `"${endpoint}" is not the blob endpoint of "${account}"`,
      `Set it to https://${account}.blob.<suffix of the cloud>, as blobEndpoint() returns it.`,
    );
  }
}

/** Adds a problem if only one of the initial project and its secrets exists. */
export function checkLangfuseSecrets(
  input: Pick<LangfuseInput, 'initial'>,
  secrets: LangfuseSecretNames,
  problems: ProblemList,
): void {
  if ((input.initial === undefined) === (secrets.initial === undefined)) return;
  const message =
    input.initial === undefined
      ? 'the secrets of the initial project are set, but the project is not'
      : 'the initial project is set, but its secrets are not';
  problems.add('initial', message, 'Set both, or remove both.');
}
