import type { Deployment } from '../../../links/deployment';
import { AzureNames } from './azure-names';
import { ClusterNames } from './cluster-names';
import { knownPrograms } from './known-commands';
import { type ReadCommand, readCommand } from './read-command';
import { readMarkdown } from './runbook-markdown-text';
import { readScript, type ShellCommand, unknownText } from './shell-commands';

/** Problems of the commands of a runbook: invalid syntax, unknown subcommands and options, unset variables, nonexistent names. */
export function commandProblems(source: string, deployment: Deployment): readonly string[] {
  const { fences, inlineCode } = readMarkdown(source);
  const cluster = new ClusterNames(deployment);
  const azure = new AzureNames(deployment, cluster);
  const check = (commands: readonly ShellCommand[], isPasted: boolean) =>
    commands.flatMap((command) => [
      ...problemsOf(command, { cluster, azure, deployment, isPasted }),
      ...heredocProblems(command, azure),
    ]);
  return [
    ...fences.flatMap(({ language, code }) => {
      if (language !== 'sh') return [`a fence of ${language || 'nothing'}`];
      const { commands, unset } = readScript(code);
      return [...unset.map((name) => `nothing sets $${name} in: ${code}`), ...check(commands, true)];
    }),
    // Commands within text; an ellipsis marks a command that is only mentioned.
    ...inlineCode
      .filter((code) => knownPrograms.includes(code.split(' ')[0]!) && /^\S+ [^…]+$/.test(code))
      .flatMap((code) => check(readScript(code).commands, false)),
  ];
}

interface Context {
  readonly cluster: ClusterNames;
  readonly azure: AzureNames;
  readonly deployment: Deployment;
  /** Whether the command is in a block; within text its namespace may be missing. */
  readonly isPasted: boolean;
}

function problemsOf({ words }: ShellCommand, context: Context): readonly string[] {
  const { cluster, azure, deployment, isPasted } = context;
  // A command may be printed, to be run elsewhere.
  if (words[0] === 'echo' && knownPrograms.includes(words[1]!))
    return problemsOf({ words: words.slice(1), environment: {}, heredoc: undefined }, context);
  const [program] = words;
  if (!knownPrograms.includes(program!)) return [];
  // Only mentioned, without an object.
  if (words.length < 3 && ['kubectl rollout', 'kubectl top', 'kubectl scale'].includes(words.join(' ')))
    return [];
  const command = readCommand(words);
  if ('problem' in command) return [command.problem];
  const problems =
    program === 'kubectl'
      ? kubectlProblems(command, cluster, isPasted)
      : program === 'az'
        ? azProblems(command, azure)
        : program === 'git'
          ? gitProblems(command, deployment)
          : argoCdProblems(command, cluster);
  return problems.map((problem) => `${problem} in: ${words.join(' ').replaceAll(unknownText, '$…')}`);
}

const isUnknown = (text: string) => text.includes(unknownText);

function kubectlProblems(command: ReadCommand, cluster: ClusterNames, isPasted: boolean): readonly string[] {
  const { name, options, switches, positional } = command;
  const namespace = options.get('--namespace');
  const selector = options.get('--selector');
  const container = options.get('--container');
  return [
    ...(namespace === undefined || isUnknown(namespace) || cluster.hasNamespace(namespace)
      ? []
      : [`no namespace ${namespace}`]),
    ...(container === undefined || cluster.hasContainer(container, namespace)
      ? []
      : [`no container ${container}`]),
    ...(selector === undefined ? [] : selectorProblems(selector, namespace, cluster)),
    ...objectsOf(name, positional).flatMap(({ kind, object }) => {
      if (!cluster.hasKind(kind)) return [`no kind ${kind}`];
      const isSomewhere = namespace !== undefined || switches.has('--all-namespaces');
      if (isPasted && !isSomewhere && !cluster.isClusterScoped(kind)) return [`no namespace for ${kind}`];
      if (!isSomewhere)
        return object === undefined || isUnknown(object) || cluster.hasAnywhere(kind, object)
          ? []
          : [`no ${kind} ${object}`];
      if (object === undefined || isUnknown(object) || (namespace !== undefined && isUnknown(namespace)))
        return [];
      return cluster.has(kind, namespace, object) ? [] : [`no ${kind} ${namespace ?? ''}/${object}`];
    }),
  ];
}

/** The objects of a command: `deployment/a`, or a kind followed by names. */
function objectsOf(
  name: string,
  positional: readonly string[],
): readonly { readonly kind: string; readonly object: string | undefined }[] {
  if (name === 'kubectl create token') return [{ kind: 'serviceaccount', object: positional[0] }];
  if (['kubectl cordon', 'kubectl drain', 'kubectl uncordon'].includes(name))
    return positional.map((object) => ({ kind: 'node', object }));
  if (name.startsWith('kubectl top') || name.startsWith('kubectl config') || name === 'kubectl events')
    return [];
  // Annotations follow the annotated objects.
  const subjects =
    name === 'kubectl annotate'
      ? positional.filter((each) => !/^[\w.-]+\/[\w.-]+(=|-$)/.test(each))
      : positional;
  const [first, ...others] = subjects;
  if (first === undefined || isUnknown(first.split('/')[0]!)) return [];
  if (name === 'kubectl logs' && !first.includes('/')) return [{ kind: 'pod', object: first }];
  if (first.includes('/'))
    return subjects.map((subject) => {
      const [kind, object] = subject.split('/');
      return { kind: kind!, object };
    });
  const listed = first.split(',');
  return others.length === 0
    ? listed.map((kind) => ({ kind, object: undefined }))
    : others.map((object) => ({ kind: first, object }));
}

function selectorProblems(
  selector: string,
  namespace: string | undefined,
  cluster: ClusterNames,
): readonly string[] {
  if (isUnknown(selector)) return [];
  const inSet = /^(\S+) in \(([^)]*)\)$/.exec(selector);
  const pairs =
    inSet === null
      ? selector.split(',').map((pair) => pair.split(/!?=/) as [string, string])
      : inSet[2]!.split(',').map((value): [string, string] => [inSet[1]!, value]);
  return pairs.flatMap(([key, value]) =>
    cluster.hasLabel(key, value, namespace) ? [] : [`nothing has the label ${key}=${value}`],
  );
}

function azProblems(command: ReadCommand, azure: AzureNames): readonly string[] {
  return [...command.options].flatMap(([option, value]) =>
    isUnknown(value) || azure.has(command, option, value) !== false
      ? []
      : [`${option} ${value} does not exist`],
  );
}

function gitProblems(
  { name, rest, positional, options }: ReadCommand,
  deployment: Deployment,
): readonly string[] {
  const folders = new Set(
    deployment.objects.map(({ file }) => `${deployment.environmentPath}/${file.split('/')[0]}`),
  );
  const wrong = [...rest, ...(name === 'git log' ? positional : [])].filter(
    (path) => !isUnknown(path) && !folders.has(path),
  );
  return options.has('--') ? [] : wrong.map((path) => `no folder ${path}`);
}

function argoCdProblems({ name, positional }: ReadCommand, cluster: ClusterNames): readonly string[] {
  if (name !== 'argocd app diff') return [];
  return positional.flatMap((application) =>
    isUnknown(application) || cluster.has('application', cluster.argoCdNamespace, application)
      ? []
      : [`no application ${application}`],
  );
}

/** A script in another language: checks the queue that is passed to it and the host that it connects to. */
function heredocProblems({ environment, heredoc }: ShellCommand, azure: AzureNames): readonly string[] {
  if (heredoc === undefined) return [];
  const source = environment['SOURCE'];
  const hosts = [...heredoc.matchAll(/"([\w.-]+\.servicebus\.[\w.]+)"/g)].map((match) => match[1]!);
  return [
    ...(source === undefined || azure.sources().includes(source) ? [] : [`no queue ${source}`]),
    ...hosts.filter((host) => !azure.hasHost(host)).map((host) => `no Service Bus ${host}`),
  ];
}
