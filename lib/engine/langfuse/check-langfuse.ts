import { azureNameProblem } from '../../facts/azure-names';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import type { LangfuseInput } from './langfuse-definition';
import type { LangfuseSecretNames } from './langfuse-secrets';

const host = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** Adds a problem for each setting that Langfuse would only fail with at its start. */
export function checkLangfuse(input: LangfuseInput, problems: ProblemList): void {
  // `-worker` and the hashes of pods come after it.
  requireRule(
    problems,
    'name',
    kubernetesNameProblem('service', `${input.name}-web`),
    'Choose another name.',
  );
  if (!/^https?:\/\/[^\s/]+(?:\/[^\s]*[^\s/])?$/.test(input.url)) {
    problems.add(
      'url',
      `"${input.url}" is not an address that sign-ins can return to`,
      'Give an address with https:// and without a slash at its end.',
    );
  }
  for (const key of ['postgres', 'clickHouse', 'redis'] as const) {
    if (!host.test(input[key].host)) {
      problems
        .at(key)
        .add('host', `"${input[key].host}" is not a host`, 'Give the name alone, without https:// and port.');
    }
  }
  checkStorage(input, problems.at('blobStorage'));
  for (const key of ['web', 'worker'] as const) {
    const range = { min: 1, max: Number.POSITIVE_INFINITY, unit: 'replicas' };
    if (input.replicas !== undefined)
      requireInteger(problems.at('replicas'), key, input.replicas[key], range);
  }
  if (input.signUp === false && input.initial === undefined) {
    problems.add(
      'signUp',
      'nobody could sign in: there is no initial user and none can be made',
      'Give initial, or leave signUp on.',
    );
  }
}

function checkStorage({ blobStorage }: LangfuseInput, problems: ProblemList): void {
  const { account, container, endpoint } = blobStorage;
  requireRule(problems, 'account', azureNameProblem('storageAccount', account), 'Give its name alone.');
  requireRule(problems, 'container', azureNameProblem('storageContainer', container), 'Choose another name.');
  if (!endpoint.startsWith(`https://${account}.blob.`)) {
    problems.add(
      'endpoint',
      `"${endpoint}" is not the address of the blobs of "${account}"`,
      `Give https://${account}.blob. and the suffix of the cloud, as blobEndpoint() does.`,
    );
  }
}

/** The first project's keys without the project, or the project without keys, is half of a thing. */
export function checkLangfuseSecrets(
  input: Pick<LangfuseInput, 'initial'>,
  secrets: LangfuseSecretNames,
  problems: ProblemList,
): void {
  if ((input.initial === undefined) === (secrets.initial === undefined)) return;
  const [has, lacks] =
    input.initial === undefined ? ['its secrets are', 'it is'] : ['it is', 'its secrets are'];
  problems.add('initial', `${has} there and ${lacks} not`, 'Give both, or leave both out.');
}
