/** The arguments of a command: options with a value, switches, and whether it accepts `--`. */
export interface KnownCommand {
  readonly options?: readonly string[];
  readonly switches?: readonly string[];
  /** Arguments after `--` belong to a program in a container, or are paths. */
  readonly endsAtDashes?: boolean;
}

/** Options of every kubectl command. */
const kubectlGlobal = ['--namespace'];
/** Options of every az command. */
const azGlobal = ['--output', '--query'];

const kubectl: Readonly<Record<string, KnownCommand>> = {
  annotate: { switches: ['--overwrite'] },
  'config set-context': { switches: ['--current'] },
  'config use-context': {},
  cordon: {},
  'create token': { options: ['--audience'] },
  debug: {
    options: ['--image', '--profile'],
    endsAtDashes: true,
  },
  delete: { options: ['--selector'] },
  describe: { options: ['--selector'] },
  drain: { options: ['--timeout'], switches: ['--ignore-daemonsets', '--delete-emptydir-data'] },
  events: { options: ['--types', '--for'], switches: ['--all-namespaces'] },
  exec: { options: ['--container'], endsAtDashes: true },
  get: {
    options: ['--output', '--selector', '--field-selector', '--sort-by', '--label-columns'],
    switches: ['--all-namespaces', '--no-headers', '--show-managed-fields'],
  },
  logs: {
    options: ['--container', '--selector', '--tail', '--max-log-requests'],
    switches: ['--all-containers', '--follow', '--prefix', '--previous', '--timestamps'],
  },
  patch: { options: ['--type', '--patch'] },
  'rollout restart': {},
  'rollout status': {},
  'rollout undo': {},
  scale: {},
  'top nodes': {},
  'top pods': { options: ['--sort-by'], switches: ['--containers', '--all-namespaces'] },
  uncordon: {},
  wait: { options: ['--for', '--timeout'] },
};

const az: Readonly<Record<string, KnownCommand>> = {
  'account set': { options: ['--subscription'] },
  'acr repository list': { options: ['--name'] },
  'acr repository show-tags': { options: ['--name', '--repository', '--orderby'] },
  'ad signed-in-user show': {},
  'aks command invoke': { options: ['--subscription', '--resource-group', '--name', '--command'] },
  'aks get-credentials': { options: ['--resource-group', '--name'] },
  'aks nodepool delete-machines': {
    options: ['--resource-group', '--cluster-name', '--name', '--machine-names'],
  },
  'aks nodepool list': { options: ['--resource-group', '--cluster-name'] },
  'aks nodepool show': { options: ['--resource-group', '--cluster-name', '--name'] },
  'aks nodepool update': {
    options: ['--resource-group', '--cluster-name', '--name', '--min-count', '--max-count'],
    switches: ['--update-cluster-autoscaler'],
  },
  'aks show': { options: ['--resource-group', '--name'] },
  'cloud set': { options: ['--name'] },
  'identity federated-credential list': { options: ['--resource-group', '--identity-name'] },
  'identity show': { options: ['--resource-group', '--name'] },
  'keyvault certificate import': {},
  'keyvault certificate show': { options: ['--vault-name', '--name'] },
  'keyvault secret list': { options: ['--vault-name'] },
  'keyvault secret list-versions': { options: ['--vault-name', '--name'] },
  'keyvault secret set': { options: ['--vault-name', '--name', '--file'] },
  login: { options: ['--tenant'] },
  'network application-gateway show': { options: ['--resource-group', '--name'] },
  'network application-gateway show-backend-health': { options: ['--resource-group', '--name'] },
  'network application-gateway ssl-cert list': { options: ['--resource-group', '--gateway-name'] },
  'network application-gateway update': { options: ['--resource-group', '--name'] },
  'network public-ip show': { options: ['--resource-group', '--name'] },
  'role assignment create': { options: ['--role', '--assignee', '--scope'] },
  'role assignment delete': {},
  'role assignment list': { options: ['--assignee'], switches: ['--all'] },
  'servicebus namespace show': { options: ['--resource-group', '--name'] },
  'servicebus queue show': { options: ['--resource-group', '--namespace-name', '--name'] },
  'servicebus topic subscription show': {
    options: ['--resource-group', '--namespace-name', '--topic-name', '--name'],
  },
  'vm list-skus': { options: ['--location', '--resource-type'], switches: ['--all'] },
  'vm list-usage': { options: ['--location'] },
};

const git: Readonly<Record<string, KnownCommand>> = {
  diff: { switches: ['--stat'] },
  log: { options: ['--format'], switches: ['--oneline', '-1', '-10'], endsAtDashes: true },
  pull: {},
  push: {},
  revert: { switches: ['--no-edit'] },
  show: { switches: ['--stat'] },
  switch: {},
};

/**
 * Every command that a runbook may contain, by program and subcommand.
 *
 * Commands of kubectl and az are compared with the output of `kubectl … --help` (1.36.3) and `az … --help` (2.91.0);
 * test/cluster/runbook.test.ts repeats the comparison if the programs are installed. argocd: argo-cd 3.6 docs/user-guide/commands/argocd_app_diff; kubelogin:
 * azure.github.io/kubelogin/cli/convert-kubeconfig; git: git-scm.com/docs (2026-11).
 */
export const knownCommands: ReadonlyMap<string, KnownCommand> = new Map([
  ...withGlobal('kubectl', kubectl, kubectlGlobal),
  ...withGlobal('az', az, azGlobal),
  ...withGlobal('git', git, []),
  ['argocd app diff', { switches: ['--core'] }],
  ['kubelogin convert-kubeconfig', { options: ['--login'] }],
]);

/** Programs whose commands are checked. */
export const knownPrograms = ['kubectl', 'az', 'git', 'argocd', 'kubelogin'];

function withGlobal(
  program: string,
  commands: Readonly<Record<string, KnownCommand>>,
  global: readonly string[],
): readonly (readonly [string, KnownCommand])[] {
  return Object.entries(commands).map(([name, command]) => [
    `${program} ${name}`,
    { ...command, options: [...(command.options ?? []), ...global] },
  ]);
}
