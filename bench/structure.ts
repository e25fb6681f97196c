import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Prints figures about the structure of `lib`: folders, imports between folders, the largest group of folders that import each
 * other in a circle, files and lines. The argument is the root of a checkout; the default is this one.
 *
 *     npx tsx bench/structure.ts [checkout]
 */
const root = path.resolve(process.argv[2] ?? path.join(__dirname, '..'));

const files = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.posix.join('lib', name.split(path.sep).join('/')));

const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');

const edges = new Map<string, Set<string>>();
let lines = 0;
for (const file of files) {
  const text = readFileSync(path.join(root, file), 'utf8');
  lines += text.split('\n').length - 1;
  for (const [, module] of text.matchAll(/(?:\bfrom\s+|^import\s+|\bimport\()['"](\.[\w./-]+)['"]/gm)) {
    const target = folderOf(path.posix.join(path.posix.dirname(file), module!));
    if (target === folderOf(file)) continue;
    const targets = edges.get(folderOf(file)) ?? new Set();
    edges.set(folderOf(file), targets.add(target));
  }
}

/** Folders that a folder reaches through imports. */
function reachable(from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    for (const next of edges.get(folder) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  visit(from);
  return seen;
}

const folders = [...new Set(files.map(folderOf))].sort();
const reach = new Map(folders.map((folder) => [folder, reachable(folder)]));
const circles = folders.map((folder) =>
  folders.filter((other) => reach.get(folder)!.has(other) && reach.get(other)!.has(folder)),
);
const pairs = folders.flatMap((a) =>
  folders.filter((b) => a < b && edges.get(a)?.has(b) && edges.get(b)?.has(a)),
);

const rows: readonly (readonly [string, number])[] = [
  ['folders directly below lib', folders.length],
  ['imports from folder to folder', [...edges.values()].reduce((sum, targets) => sum + targets.size, 0)],
  ['pairs of folders that import each other', pairs.length],
  ['folders in the largest circle', Math.max(...circles.map((circle) => circle.length))],
  ['files', files.length],
  ['lines', lines],
];
for (const [name, value] of rows) console.log(`${name.padEnd(42)}${value}`);
