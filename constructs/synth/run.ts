import * as fs from 'node:fs';
import * as path from 'node:path';
import { outputsFile } from '../../lib/outputs/outputs-expectation';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { DefinitionError } from '../../lib/problems/problem-list';
import { type Invocation, readInvocation, UsageError, usage } from './invocation';
import { applyPublications, comparePublication, type Publication } from './publication';
import { summarize } from './summary';
import type { Synthesis, SynthesisOptions } from './synthesis';

/** What a run needs of a platform. */
export interface RunnablePlatform {
  readonly resolved: ResolvedPlatform;
  synthesize(options: Omit<SynthesisOptions, 'extendAzure' | 'extendKubernetes'>): Synthesis;
}

/** Where a run gets its words from and puts its own. */
export interface RunContext {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The project's folder. */
  readonly root: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Milliseconds of a clock; the summary shows the difference. */
  readonly now: () => number;
}

/**
 * One run of synth: reads the outputs file, synthesizes and checks everything, and only then writes.
 *
 * @returns the exit code: 0, 1 for a mistake in the definition or the outputs, 2 for a wrong option.
 */
export function runSynth(platform: RunnablePlatform, context: RunContext): 0 | 1 | 2 {
  try {
    const invocation = readInvocation(context.args, context.environment, context.root);
    if (invocation.help) context.write(usage);
    else synthAndPublish(platform, invocation, context);
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
    throw error;
  }
}

function synthAndPublish(platform: RunnablePlatform, invocation: Invocation, context: RunContext): void {
  const started = context.now();
  const { resolved } = platform;
  const outputs = path.join(context.root, outputsFile(resolved.environment));
  const synthesis = platform.synthesize({
    azure: invocation.azure,
    kubernetes: invocation.kubernetes,
    preview: invocation.preview,
    outputsText: fs.existsSync(outputs) ? fs.readFileSync(outputs, 'utf8') : undefined,
  });

  const terraform =
    synthesis.azureFiles && comparePublication(invocation.terraformFolder, synthesis.azureFiles);
  const manifests =
    synthesis.kubernetesFiles &&
    comparePublication(
      path.join(invocation.manifestsFolder, resolved.environment),
      synthesis.kubernetesFiles,
    );
  const publications = [terraform, manifests].filter((each): each is Publication => each !== undefined);
  applyPublications(publications);
  if (invocation.link !== undefined) linkFolder(invocation.link, invocation.manifestsFolder);

  if (invocation.caller !== 'npm') {
    for (const warning of synthesis.warnings) context.writeError(`Warning: ${warning}\n`);
    return;
  }
  context.write(
    summarize(resolved, {
      publications: publications.map((publication) => ({
        ...publication,
        folder: path.relative(context.root, publication.folder).split(path.sep).join('/'),
      })),
      warnings: synthesis.warnings,
      isPreview: invocation.preview,
      milliseconds: context.now() - started,
    }),
  );
}

/** A junction on Windows, where links to folders need no privilege only in that form. */
function linkFolder(link: string, target: string): void {
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync(path.relative(path.dirname(link), target), link, 'junction');
}
