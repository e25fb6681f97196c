import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { overviewText, summaryText } from '../../lib/operations/summary/summary';
import { grafanaFolder } from '../../lib/platform/gitops/application-names';
import type { Fingerprints } from '../../lib/platform/gitops/publication-record';
import { outputsFile } from '../../lib/platform/outputs/deploy-command';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { eachOf } from '../../lib/problems/each-of';
import { DefinitionError } from '../../lib/problems/problem-list';
import { knownNames } from '../../lib/problems/value-rules';
import { compareDashboards, compareManifests, replacedOwners } from './compare-manifests';
import { wordsOfDeploy } from './deploy';
import { describeDrift } from './drift';
import { definitionFingerprints, fingerprintOf } from './fingerprint';
import { describeOwner, ownerOf } from './folder-owner';
import { type Invocation, readInvocation, UsageError, usage } from './invocation';
import { describeLeftEnvironment } from './left-environment';
import {
  applyPublications,
  comparePublication,
  foreignFiles,
  leftEnvironments,
  recordIn,
  WriteError,
} from './publication';
import { sourceFilesOf } from './source-files';
import { type Deployment, synthesize } from './synthesis';

/** The part of a platform that a run needs. */
export interface RunnablePlatform {
  readonly definition: PlatformDefinition;
  readonly resolved: ResolvedPlatform;
  readonly options: Omit<Deployment, 'platform'>;
}

/** The arguments and streams of a run. */
export interface RunContext {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the project's folder. */
  readonly root: string;
  /** Whether the program defines every environment of `dist/`, so any other folder is unused. */
  readonly hasAllEnvironments: boolean;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** A clock in milliseconds; the summary shows the elapsed time. */
  readonly now: () => number;
  /** Day of the run, `2026-12-01`. Only warnings on the terminal depend on it. */
  readonly today: string;
  /** Runs `npx` in the project's folder with the streams of this process; returns its exit code. */
  readonly npx: (words: readonly string[]) => number;
  /** Absolute paths of the files that the program has loaded. */
  readonly loadedFiles: () => readonly string[];
}

/** Runs synth with the arguments and streams of this process, and sets its exit code. */
export function runProcess(
  platforms: () => readonly RunnablePlatform[],
  { hasAllEnvironments }: Pick<RunContext, 'hasAllEnvironments'>,
): void {
  // Ignore EPIPE: the reader closed the pipe (`| head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = runSynth(platforms, {
    args: process.argv.slice(2),
    environment: process.env,
    root: process.cwd(),
    hasAllEnvironments,
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    now: () => performance.now(),
    // On Windows, npx is a script of the shell.
    npx: (words) =>
      spawnSync('npx', words, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1,
    today: new Date().toISOString().slice(0, 10),
    loadedFiles: () => Object.keys(require.cache),
  });
}

/**
 * Runs synth: reads the outputs files, synthesizes and checks everything, then writes. With
 * `deploy` as first argument it runs `cdktf deploy` for one environment.
 *
 * @param platforms returns every deployment of the program; may throw the problems of their
 * definitions.
 * @returns the exit code: 0; 1 for problems in the definition or the outputs, for folders that
 * cannot be written, or with `--check` for a `dist/` that does not match the code; 2 for a wrong
 * option; for `deploy` that of cdktf.
 */
export function runSynth(platforms: () => readonly RunnablePlatform[], context: RunContext): number {
  try {
    const [first, ...more] = context.args;
    if (first === 'deploy') {
      const resolved = platforms().map((platform) => platform.resolved);
      return context.npx(['cdktf', ...wordsOfDeploy(more, resolved)]);
    }
    const invocation = readInvocation(context.args, context.environment, context.root);
    if (!invocation.help) return synthAndPublish(platforms(), invocation, context);
    context.write(usage);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      context.writeError(`${error.message}\n`);
      return 2;
    }
    if (error instanceof DefinitionError) {
      context.writeError(`${error.message}\n\nNothing was written.\n`);
      return 1;
    }
    if (error instanceof WriteError) {
      const file = error.path === undefined ? 'the files' : relative(context, error.path);
      context.writeError(
        `Cannot write ${file}: ${error.message}. Fix the cause and run synth again; it resumes.\n`,
      );
      return 1;
    }
    throw error;
  }
}

function synthAndPublish(
  platforms: readonly RunnablePlatform[],
  invocation: Invocation,
  context: RunContext,
): 0 | 1 {
  const started = context.now();
  const chosen = choose(platforms, invocation.environments);
  const synthesis = synthesize(
    platforms.map((platform) => ({
      ...platform.options,
      platform: platform.resolved,
      kubernetes: invocation.kubernetes && chosen.includes(platform),
      preview: invocation.preview,
      today: context.today,
      outputsText: textOf(path.join(context.root, outputsFile(platform.resolved.environment))),
    })),
    invocation.azure,
    context.hasAllEnvironments,
  );
  const definitions = new Map(
    platforms.map((platform) => [nameOf(platform), definitionFingerprints(platform.definition)]),
  );
  const terraform =
    synthesis.azureFiles &&
    comparePublication(invocation.terraformFolder, synthesis.azureFiles, {
      definitions,
      sources: sourceFingerprints(context),
    });
  const manifests = eachOf(synthesis.deployments, (each) =>
    compareManifests(each, invocation, definitions.get(each.platform.environment)!),
  ).flat();
  const dashboards = compareDashboards(synthesis, invocation);
  const foreign = manifests.flatMap(({ folder, written, unchanged }) =>
    foreignFiles(folder, [...written, ...unchanged]).map((file) =>
      relative(context, path.join(folder, file)),
    ),
  );
  // Before the new records replace the old ones.
  const replaced = invocation.preview ? [] : replacedOwners(synthesis, invocation);
  // A preview is in another folder, which may contain the environments of other programs.
  const left =
    context.hasAllEnvironments && !invocation.preview
      ? leftEnvironments(invocation.manifestsFolder, [...platforms.map(nameOf), grafanaFolder]).map(
          (name) => {
            const { owner } = recordIn(path.join(invocation.manifestsFolder, name));
            const owners = platforms.map(({ resolved }) => ownerOf(resolved));
            return { name, text: describeLeftEnvironment({ name, owner }, owners) };
          },
        )
      : [];

  if (invocation.check) {
    const drift = describeDrift(
      [...manifests, ...dashboards].map((each) => ({ ...each, folder: relative(context, each.folder) })),
      foreign,
      invocation.environments.length === 0 ? left : [],
    );
    if (drift !== undefined) context.writeError(drift);
    else context.write(`dist/ matches the code (${chosen.map(nameOf).join(', ')}).\n`);
    return drift === undefined ? 0 : 1;
  }
  const publications = [...(terraform === undefined ? [] : [terraform]), ...manifests, ...dashboards];
  applyPublications(publications);
  if (terraform !== undefined) createOutputsFolder(context, platforms.map(nameOf));
  if (invocation.link !== undefined) linkFolder(invocation.link, invocation.manifestsFolder);

  const warnings = [
    ...synthesis.warnings,
    ...synthesis.deployments.flatMap(({ platform: { environment }, warnings, findings }) => [
      ...(platforms.length === 1 ? warnings : warnings.map((warning) => `${environment}: ${warning}`)),
      // The place of a finding contains the environment.
      ...findings,
    ]),
    ...replaced.map(
      ({ environment, owner }) => `dist/${environment} was of ${describeOwner(owner)}. Synth replaced it.`,
    ),
    ...left.map(({ text }) => text),
    ...foreign.map(
      (file) =>
        `${file}: synth did not create this file, and Argo CD syncs it. Delete it, or move it out of the folder.`,
    ),
  ];
  if (invocation.caller !== 'npm') {
    for (const warning of warnings) context.writeError(`Warning: ${warning}\n`);
    return 0;
  }
  const result = {
    publications: publications.map((publication) => ({
      ...publication,
      folder: relative(context, publication.folder),
    })),
    warnings,
    isPreview: invocation.preview,
    milliseconds: context.now() - started,
  };
  const inventories = synthesis.deployments
    .filter(({ platform }) => chosen.some(({ resolved }) => resolved === platform))
    .map(({ inventory }) => inventory);
  const [only, ...more] = inventories;
  context.write(
    only !== undefined && more.length === 0 ? summaryText(only, result) : overviewText(inventories, result),
  );
  return 0;
}

/**
 * `cdktf deploy --outputs-file` writes the file after it has applied everything, and does not
 * create its folder.
 *
 * @throws {WriteError} if the system refuses.
 */
function createOutputsFolder({ root }: RunContext, environments: readonly string[]): void {
  try {
    for (const environment of environments) {
      fs.mkdirSync(path.dirname(path.join(root, outputsFile(environment))), { recursive: true });
    }
  } catch (error) {
    throw new WriteError(error as NodeJS.ErrnoException);
  }
}

function choose(
  platforms: readonly RunnablePlatform[],
  environments: readonly string[],
): readonly RunnablePlatform[] {
  const names = platforms.map(nameOf);
  for (const name of environments.filter((each) => !names.includes(each))) {
    throw new UsageError(
      `--environment ${name}: no environment has this name. ${knownNames(name, names, 'environments')}`,
    );
  }
  return environments.length === 0
    ? platforms
    : platforms.filter((each) => environments.includes(nameOf(each)));
}

function nameOf({ resolved }: RunnablePlatform): string {
  return resolved.environment;
}

function sourceFingerprints({ loadedFiles, root }: RunContext): Fingerprints {
  return new Map(
    sourceFilesOf(loadedFiles(), root).map((file) => [
      file,
      fingerprintOf(fs.readFileSync(path.join(root, file), 'utf8')),
    ]),
  );
}

function textOf(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function relative({ root }: RunContext, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

/**
 * Creates a link to a folder; a junction on Windows, because other links need a privilege there.
 */
function linkFolder(link: string, target: string): void {
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync(path.relative(path.dirname(link), target), link, 'junction');
}
