import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Programs of the tier, and what each is needed for. */
const purposes = {
  etcd: 'everything',
  'kube-apiserver': 'everything',
  kubectl: 'everything',
  'kube-controller-manager': 'everything',
  'kube-scheduler': 'everything',
  kwok: 'everything',
  openssl: 'everything: the certificates of webhooks',
  git: 'Argo CD: the repository',
  'redis-server': 'Argo CD: its cache',
  helm: 'Argo CD: charts in the repository',
  'argocd-repo-server': 'Argo CD',
  'argocd-application-controller': 'Argo CD',
  'keda-operator': 'KEDA',
  'keda-adapter': 'KEDA: metrics for the HorizontalPodAutoscalers',
  'keda-webhooks': 'KEDA: admission',
  'lws-manager': 'LeaderWorkerSets',
} as const;

export type ProgramName = keyof typeof purposes;

/** From the machine where the folder has none. */
const fromPath: readonly ProgramName[] = ['openssl', 'git', 'redis-server'];

const versionArguments: Partial<Record<ProgramName, readonly string[]>> = {
  openssl: ['version'],
  git: ['--version'],
  'redis-server': ['--version'],
};

/** What a test may start. */
export interface Programs {
  /** ENGINES_FOLDER. */
  readonly folder: string;
  /** CRDS_FOLDER. */
  readonly crdsFolder: string;
  /** Path and version of each program that is there and used. */
  readonly found: ReadonlyMap<ProgramName, { readonly path: string; readonly version: string }>;
  readonly missing: readonly ProgramName[];
}

/**
 * Programs in the folder ENGINES_FOLDER; undefined if the variable is not set.
 *
 * @throws {Error} if the folder is not there, or CRDS_FOLDER is not: a proof that was asked for must not be skipped.
 */
export function findPrograms(env: NodeJS.ProcessEnv = process.env): Programs | undefined {
  const { ENGINES_FOLDER: folder, CRDS_FOLDER: crdsFolder } = env;
  if (!folder) return undefined;
  for (const [variable, value] of Object.entries({ ENGINES_FOLDER: folder, CRDS_FOLDER: crdsFolder }))
    if (!value || !fs.existsSync(value))
      throw new Error(`${variable}: there is no ${value ?? 'value'}. See CONTRIBUTING.md, test:engines.`);
  const found = new Map<ProgramName, { path: string; version: string }>();
  const missing: ProgramName[] = [];
  for (const name of Object.keys(purposes) as ProgramName[]) {
    const file = isAsked(name, env) ? findProgram(folder, name, env) : undefined;
    if (file === undefined) missing.push(name);
    else found.set(name, { path: file, version: versionOf(folder, name, file) });
  }
  return { folder, crdsFolder: crdsFolder!, found, missing };
}

/**
 * No test has shown yet that KEDA and Argo CD start here, so `ENGINES_WITH=argocd,keda` must ask for
 * them.
 */
function isAsked(name: ProgramName, env: NodeJS.ProcessEnv): boolean {
  const [product] = name.split('-');
  const isUnproved = product === 'keda' || product === 'argocd';
  return !isUnproved || (env['ENGINES_WITH'] ?? '').split(',').includes(product);
}

/** One line for each program: its version, or what is skipped without it. */
export function describePrograms({ found, missing }: Programs): string {
  return [
    ...[...found].map(([name, { version }]) => `${name} ${version}`),
    ...missing.map((name) => `NOT USED ${name}: skipped is what needs it (${purposes[name]})`),
  ].join('\n');
}

/** Whether all of them are there. */
export function has({ found }: Programs, ...names: readonly ProgramName[]): boolean {
  return names.every((name) => found.has(name));
}

export function programPath({ found }: Programs, name: ProgramName): string {
  const program = found.get(name);
  if (program === undefined) throw new Error(`There is no ${name} in ENGINES_FOLDER.`);
  return program.path;
}

function findProgram(folder: string, name: ProgramName, env: NodeJS.ProcessEnv): string | undefined {
  const onPath = fromPath.includes(name) ? (env['PATH'] ?? '').split(path.delimiter) : [];
  return [folder, ...onPath].map((each) => path.join(each, name)).find((file) => fs.existsSync(file));
}

/** The build writes a version next to each program. Names that start with `argocd` are one program. */
function versionOf(folder: string, name: ProgramName, file: string): string {
  const args = versionArguments[name];
  if (args !== undefined) return execFileSync(file, args, { encoding: 'utf8' }).trim();
  const built = name.startsWith('argocd') ? 'argocd' : name;
  const versionFile = path.join(folder, `${built}.version`);
  return fs.existsSync(versionFile) ? fs.readFileSync(versionFile, 'utf8').trim() : 'of unknown version';
}
