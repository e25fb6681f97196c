import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Default, findDefaults, findUnions, withFlips } from './find-defaults';

/** A project whose defaults are flipped. All paths are relative to its root, with slashes. */
export interface FlipProject {
  readonly root: string;
  /** Folders of the defaults. */
  readonly folders: readonly {
    readonly path: string;
    /** Whether each literal of an object literal counts as a default. */
    readonly fixedArguments: boolean;
    /** Folders of the tests. */
    readonly tests: readonly string[];
  }[];
  /** Folders whose types and schemas give the members of a union. */
  readonly types: readonly string[];
  /** Folders that have no defaults and are loaded once. */
  readonly shared: readonly string[];
  /** The module whose `synthesis()` gives what is synthesized, file by file. */
  readonly synthesis: string;
  /** Defaults that no definition can make visible. */
  readonly unreachable: readonly Unreachable[];
}

/** A default that stands in the source for the compiler only. */
export interface Unreachable {
  /** Name of the source file, without its folder. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
  readonly why: string;
}

/** A file of the two halves, as the synthesis of the project gives it. */
export interface SynthesizedFile {
  readonly half: 'Terraform' | 'dist';
  readonly path: string;
  readonly text: string;
}

/** The project's defaults, by file. */
export function defaultsOf(project: FlipProject): ReadonlyMap<string, readonly Default[]> {
  const read = (file: string) => readFileSync(path.join(project.root, file), 'utf8');
  const unions = findUnions(project.types.flatMap((folder) => filesBelow(project.root, folder)).map(read));
  const files = project.folders.flatMap(({ path: folder, fixedArguments }) =>
    filesBelow(project.root, folder).map((file) => ({ file, fixedArguments })),
  );
  return new Map(
    files.map(({ file, fixedArguments }) => [
      file,
      findDefaults(file, read(file), { fixedArguments, unions }),
    ]),
  );
}

/** The text of a source file, with flips in it if it has defaults. */
export function sourceOf(
  project: FlipProject,
  defaults: ReadonlyMap<string, readonly Default[]>,
  file: string,
  text: string,
): string {
  const relative = path.relative(project.root, file).split(path.sep).join('/');
  return withFlips(text, defaults.get(relative) ?? []);
}

/** The folders of the tests of a source file. */
export function testFoldersOf(project: FlipProject, file: string): readonly string[] {
  return project.folders.find(({ path: folder }) => file.startsWith(`${folder}/`))!.tests;
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
    .sort();
}
