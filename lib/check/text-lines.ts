import type { PictureFile } from './deployment-picture';

/** A match in a line of a file. */
export interface LineMatch {
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  /** Whether the line is a YAML comment. */
  readonly isComment: boolean;
  readonly match: RegExpMatchArray;
}

/** Every match of a pattern in the files, line by line. */
export function matchLines(files: readonly PictureFile[], pattern: RegExp): readonly LineMatch[] {
  const global = new RegExp(pattern.source, [...new Set([...pattern.flags, 'g'])].join(''));
  return files.flatMap((file) => {
    // Most files have no match. Testing the whole text is ten times faster than testing each line.
    if (!pattern.test(file.text)) return [];
    return file.text.split('\n').flatMap((line, index) =>
      [...line.matchAll(global)].map((match) => ({
        file: file.path,
        line: index + 1,
        isComment: line.trimStart().startsWith('#'),
        match,
      })),
    );
  });
}
