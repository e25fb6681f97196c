import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import { ProblemList } from '../../lib/problems/problem-list';
import { annotatedWarnings, throwAnnotatedErrors } from './annotations';
import { byPath, type RenderedFile } from './rendering';
import { validateConstructs } from './validate-constructs';

/** What this needs of a CDKTF app. */
export interface SynthesizableApp extends IConstruct {
  synth(): void;
}

/** The Azure half as files, and what constructs warned of. */
export interface TerraformRendering {
  /** Below `cdktf.out`: `manifest.json`, `stacks/<stack>/cdk.tf.json`. */
  readonly files: readonly RenderedFile[];
  readonly warnings: readonly string[];
}

const subject = 'the Terraform stacks';

/**
 * Runs a CDKTF app's own synth and gives back the files that it wrote.
 *
 * CDKTF writes while it still validates, so it gets a folder of its own, made and removed here.
 *
 * @param createApp makes the app in the given folder.
 * @throws {DefinitionError} with what constructs say is wrong, or if a file names that folder, which is another one each time.
 */
export function renderTerraform(createApp: (outdir: string) => SynthesizableApp): TerraformRendering {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'terraform-synth-'));
  try {
    const app = withoutTokenStacks(() => createApp(outdir));
    validateConstructs(app, subject);
    withoutTokenStacks(() => synthesize(app));
    const files = readFiles(outdir);
    refuseFolder(files, path.basename(outdir));
    return { files, warnings: annotatedWarnings(app) };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * Each of CDKTF's tokens keeps the stack that it was made with, to be shown nowhere here: a tenth of a whole synth (cdktf 0.21,
 * `lib/tokens/private/stack-trace.js`, which formats it in a plain object). Errors keep theirs; they are formatted when somebody looks.
 */
function withoutTokenStacks<T>(make: () => T): T {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) => {
    if (!(error instanceof Error)) return '';
    return before === undefined ? [String(error), ...frames].join('\n    at ') : before(error, frames);
  };
  try {
    return make();
  } finally {
    Error.prepareStackTrace = before;
  }
}

function synthesize(app: SynthesizableApp): void {
  try {
    app.synth();
  } catch (error) {
    // The same errors, all of them and in full.
    throwAnnotatedErrors(app);
    throw error;
  }
  throwAnnotatedErrors(app);
}

function readFiles(folder: string): readonly RenderedFile[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      return {
        path: path.relative(folder, file).split(path.sep).join('/'),
        text: fs.readFileSync(file, 'utf8'),
      };
    })
    .sort(byPath);
}

function refuseFolder(files: readonly RenderedFile[], folderName: string): void {
  const problems = ProblemList.create();
  for (const file of files.filter(({ text }) => text.includes(folderName))) {
    problems.add(
      file.path,
      'it names the folder that it was synthesized in, which is another one each time',
      'Take the path from the project, or a relative one, and not from outdir of the app.',
    );
  }
  problems.throwIfAny(subject);
}
