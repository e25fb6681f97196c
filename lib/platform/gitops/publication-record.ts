/**
 * Name of the record that synth writes into each folder that it publishes. The record in `dist/` is
 * committed, so a clone contains the names of the files that synth may remove.
 */
export const recordFile = '.synthesized';

/**
 * Fingerprints by name: of the parts of a definition, or of source files. A fingerprint is a hash
 * of a content, without a time.
 */
export type Fingerprints = ReadonlyMap<string, string>;

/**
 * How an application is deleted: with its objects (`cascade`) or without them (`orphan`), when its
 * Application disappears from Git; `generated`: an ApplicationSet creates its Application.
 */
export type RecordedApplication = 'cascade' | 'orphan' | 'generated';

/** What syncs a folder. */
export interface FolderOwner {
  /** `<subscription>/<resource group>/<cluster>`. */
  readonly cluster: string;
  /** Address of the repository that its Argo CD reads. */
  readonly repository: string;
}

/** What the files of a folder are synthesized from. */
export interface PublicationOrigin {
  /**
   * The parts of the definition of each environment in the folder. Empty in a record of an older
   * version.
   */
  readonly definitions: ReadonlyMap<string, Fingerprints>;
  /**
   * Applications of an environment, by their names in the definition.
   *
   * @default none: a folder without applications
   */
  readonly applications?: ReadonlyMap<string, RecordedApplication>;
  /**
   * What syncs the folder.
   *
   * @default none: a folder that nothing syncs, or a record of an older version
   */
  readonly owner?: FolderOwner | undefined;
  /**
   * The source files of the definition, from the project. Only `cdktf.out/` has them: they change
   * with a comment.
   */
  readonly sources: Fingerprints;
}

/** What synth wrote into a folder, and from what. */
export interface PublicationRecord extends PublicationOrigin {
  readonly applications: ReadonlyMap<string, RecordedApplication>;
  /** Files, from the folder. */
  readonly files: readonly string[];
}

/** A record to write. */
type NewRecord = PublicationOrigin & Pick<PublicationRecord, 'files'>;

/**
 * The text of a record, in lines: the owner, the fingerprints, the applications, the
 * files. Each part of a
 * definition has a line of its own, so Git merges two changes of different parts.
 */
export function toRecord({
  files,
  definitions,
  applications = new Map(),
  owner,
  sources,
}: NewRecord): string {
  const lines = [
    ...(owner === undefined ? [] : [`# cluster ${owner.cluster}`, `# repository ${owner.repository}`]),
    ...[...definitions].flatMap(([environment, parts]) =>
      [...parts].map(([part, fingerprint]) => `# definition ${environment} ${part} ${fingerprint}`),
    ),
    ...[...applications].map(([name, deletion]) => `# application ${name} ${deletion}`),
    ...[...sources].map(([file, fingerprint]) => `# source ${file} ${fingerprint}`),
    ...files,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * Reads a record. A line that is neither a fingerprint nor a path below the folder is ignored.
 *
 * @param text undefined if there is no record.
 */
export function readRecord(text: string | undefined): PublicationRecord {
  const lines = (text ?? '').split(/\r?\n/);
  const definitions = new Map<string, Map<string, string>>();
  const sources = new Map<string, string>();
  for (const [, environment, part, fingerprint] of matches(lines, /^# definition (\S+) (.+) ([0-9a-f]+)$/)) {
    if (!definitions.has(environment!)) definitions.set(environment!, new Map());
    definitions.get(environment!)!.set(part!, fingerprint!);
  }
  for (const [, file, fingerprint] of matches(lines, /^# source (.+) ([0-9a-f]+)$/)) {
    sources.set(file!, fingerprint!);
  }
  const applications = new Map(
    matches(lines, /^# application (\S+) (cascade|orphan|generated)$/).map(([, name, deletion]) => [
      name!,
      deletion as RecordedApplication,
    ]),
  );
  const isFile = (line: string) => !line.startsWith('#') && isSafeRelativePath(line) && line !== recordFile;
  const [[, cluster] = []] = matches(lines, /^# cluster (\S+)$/);
  const [[, repository] = []] = matches(lines, /^# repository (\S+)$/);
  const owner = cluster === undefined || repository === undefined ? undefined : { cluster, repository };
  return { files: lines.filter(isFile), definitions, applications, owner, sources };
}

function matches(lines: readonly string[], pattern: RegExp): readonly RegExpExecArray[] {
  return lines.map((line) => pattern.exec(line)).filter((found) => found !== null);
}

/** Whether a path with '/' stays below the folder that it is relative to, on every system. */
export function isSafeRelativePath(path: string): boolean {
  if (path === '' || /[\\:\0]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
