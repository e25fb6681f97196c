import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { byPath, type RenderedFile } from './rendering';

/** What this needs of a CDKTF app. */
export interface SynthesizableApp {
  readonly outdir: string;
  synth(): void;
}

/**
 * Runs a CDKTF app's own synth and gives back the files that it wrote: `manifest.json`, `stacks/<stack>/cdk.tf.json`.
 *
 * CDKTF writes while it still validates, so it gets a folder of its own, made and removed here.
 *
 * @param createApp makes the app in the given folder.
 */
export function renderTerraform<App extends SynthesizableApp>(
  createApp: (outdir: string) => App,
): { readonly app: App; readonly files: readonly RenderedFile[] } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'terraform-synth-'));
  try {
    const app = createApp(outdir);
    app.synth();
    const files = fs
      .readdirSync(outdir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath ?? entry.path, entry.name);
        return {
          path: path.relative(outdir, file).split(path.sep).join('/'),
          text: fs.readFileSync(file, 'utf8'),
        };
      })
      .sort(byPath);
    return { app, files };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}
