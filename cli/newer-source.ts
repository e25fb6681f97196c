import { readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** A checkout of git writes `dist/` and then `main.ts`; nobody edits and synthesizes within this. */
const toleranceMilliseconds = 10_000;

/**
 * A source of the definition, a `*.ts` in the root of a checkout, that is newer than everything that synth wrote there: somebody changed it and
 * did not synthesize, or synth failed.
 *
 * Only newer than all of it. Synth keeps the times of files whose bytes stay (constructs/synth/publication.ts), so that after a change of
 * replicas, say, a `cdktf.out/` that is older than `main.ts` and `dist/` is as it must be; that the halves are of two definitions is seen
 * by what they say (lib/changes/half-agreement.ts). A synth that has nothing to write, after a comment was changed, cannot be told from none.
 * Without `cdktf.out/` nothing is said: in a fresh checkout the times are those of git, and that Azure is missing is said anyway. Where a
 * workflow checks out and then synthesizes, `cdktf.out/` is the newest of all.
 *
 * @param written what synth wrote: `dist/` and `cdktf.out/`.
 */
export function newerSource(folder: string, written: readonly string[]): string | undefined {
  const terraform = path.join(folder, 'cdktf.out');
  if (!written.some((file) => path.dirname(file).startsWith(terraform))) return undefined;
  const timeOf = (file: string) => statSync(file).mtimeMs;
  const lastWritten = Math.max(...written.map(timeOf));
  const [newest] = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map(({ name }) => ({ name, time: timeOf(path.join(folder, name)) }))
    .sort((a, b) => b.time - a.time);
  return newest !== undefined && newest.time > lastWritten + toleranceMilliseconds ? newest.name : undefined;
}
