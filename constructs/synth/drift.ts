import type { Publication } from './publication';

/** Maximum number of listed files. */
const maxFiles = 40;

/**
 * Lists the differences between `dist/` and the code; undefined if there are none.
 *
 * @param publications with folders from the project.
 * @param foreign files that synth did not create, from the project.
 * @param left removed environments whose folders still exist, each with what to do.
 */
export function describeDrift(
  publications: readonly Publication[],
  foreign: readonly string[],
  left: readonly { readonly name: string; readonly text: string }[] = [],
): string | undefined {
  const lines = [
    ...publications.flatMap(({ folder, created, written, removed, changed }) => {
      const inFolder = (word: string) => (file: string) => `${word} ${folder}/${file}`;
      const stale = written.filter((file) => !created.includes(file));
      const record = changed.filter(({ path }) => !written.includes(path)).map(({ path }) => path);
      return [
        ...created.map(inFolder('missing  ')),
        ...[...stale, ...record].map(inFolder('differs  ')),
        ...removed.map(inFolder('obsolete ')),
      ];
    }),
    ...foreign.map((file) => `foreign   ${file}`),
    ...left.map(({ name }) => `unused    dist/${name}/`),
  ];
  if (lines.length === 0) return undefined;
  const places = lines.length === 1 ? '1 place' : `${lines.length} places`;
  const more = lines.length - maxFiles;
  const lineEnds = publications.reduce((sum, { otherLineEnds }) => sum + otherLineEnds.length, 0);
  return [
    `dist/ does not match the code in ${places}:`,
    '',
    ...lines.slice(0, maxFiles).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
    ...(lineEnds === 0
      ? []
      : [
          `${lineEnds} of them differ only in line ends, as Git for Windows writes them. Add \`dist/** text eol=lf\` to .gitattributes.`,
        ]),
    'Run `npm run synth` and commit dist/. Synth did not create a foreign file: delete it, or move it out of dist/.',
    ...left.map(({ text }) => text),
    '',
  ].join('\n');
}
