import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import { ProblemList } from '../../lib/problems/problem-list';
import { annotatedWarnings, throwAnnotatedErrors } from './annotations';
import { byPath, type RenderedFile } from './rendering';
import { validateConstructs } from './validate-constructs';

/** The part of a CDKTF app that rendering needs. */
export interface SynthesizableApp extends IConstruct {
  synth(): void;
}

/** The Azure half as files, with the warnings of constructs. */
export interface TerraformRendering {
  /** Below `cdktf.out`: `manifest.json`, `stacks/<stack>/cdk.tf.json`. */
  readonly files: readonly RenderedFile[];
  readonly warnings: readonly string[];
}

const subject = 'the Terraform stacks';

/**
 * Runs the synth of a CDKTF app and returns the files that it writes.
 *
 * CDKTF writes while it still validates, so it writes to a temporary folder.
 *
 * @param createApp creates the app with the given output folder.
 * @throws {DefinitionError} with the errors of constructs, or if a file contains the name of the
 * temporary folder.
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
 * Runs a function without stack traces of CDKTF tokens. Each token formats a stack trace that
 * nothing reads, which takes a tenth of a synth (cdktf 0.21, `lib/tokens/private/stack-trace.js`,
 * which formats it in a plain object). Errors keep their stack traces.
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
    // The annotations contain the same errors, all of them and in full.
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
      'the file contains the temporary folder of this synth, so it would change every time',
      'Use a path of the project or a relative path instead of outdir of the app.',
    );
  }
  problems.throwIfAny(subject);
}
