import { howToRemove } from './left-environment';
import type { Publication } from './publication';

/** Longer lists hide what they say. */
const shownFiles = 40;

/**
 * What is not as the code gives it, for a person; undefined if everything is.
 *
 * @param publications with folders from the project.
 * @param foreign files that no synth made, from the project.
 * @param left names of environments that are no more and have a folder still.
 */
export function describeDrift(
  publications: readonly Publication[],
  foreign: readonly string[],
  left: readonly string[] = [],
): string | undefined {
  const lines = [
    ...publications.flatMap(({ folder, created, written, removed, changed }) => {
      const inFolder = (word: string) => (file: string) => `${word} ${folder}/${file}`;
      const stale = written.filter((file) => !created.includes(file));
      const record = changed.filter(({ path }) => !written.includes(path)).map(({ path }) => path);
      return [
        ...created.map(inFolder('missing  ')),
        ...[...stale, ...record].map(inFolder('differs  ')),
        ...removed.map(inFolder('too many ')),
      ];
    }),
    ...foreign.map((file) => `foreign   ${file}`),
    ...left.map((name) => `left      dist/${name}/`),
  ];
  if (lines.length === 0) return undefined;
  const places =
    lines.length === 1
      ? '1 place is not as synth would write it'
      : `${lines.length} places are not as synth would write them`;
  const more = lines.length - shownFiles;
  const lineEnds = publications.reduce((sum, { otherLineEnds }) => sum + otherLineEnds.length, 0);
  return [
    `dist/ is not what the code gives; ${places}:`,
    '',
    ...lines.slice(0, shownFiles).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
    ...(lineEnds === 0
      ? []
      : [
          `In ${lineEnds} of them only the line ends are others, as Git for Windows writes them: put \`dist/** text eol=lf\` in .gitattributes.`,
        ]),
    'Run `npm run synth` and commit dist/; a foreign file is of no synth: delete it, or move it out of dist/.',
    ...left.map((name) => `dist/${name} is of no environment any more. ${howToRemove(name)}`),
    '',
  ].join('\n');
}
