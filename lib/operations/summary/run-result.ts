import { textTable } from './text-table';

/** Result of one run of synth. */
export interface RunResult {
  readonly publications: readonly {
    readonly folder: string;
    readonly written: readonly string[];
    readonly unchanged: readonly string[];
    readonly removed: readonly string[];
  }[];
  readonly warnings: readonly string[];
  readonly isPreview: boolean;
  readonly milliseconds: number;
}

/** Sections of a summary with the result of the run below them. */
export function summaryPage(sections: readonly string[], result: RunResult): string {
  const { isPreview, milliseconds } = result;
  const preview = isPreview ? ' Preview: the client ids are placeholders. Do not commit the files.' : '';
  const texts = [...sections, ...resultSections(result)].filter((text) => text !== '');
  return `${texts.join('\n\n')}\n\nDone in ${(milliseconds / 1000).toFixed(2)} s.${preview}\n`;
}

function resultSections({ publications, warnings }: RunResult): readonly string[] {
  return [
    textTable(
      'Files',
      ['folder', 'written', 'unchanged', 'removed'],
      publications.map(({ folder, written, unchanged, removed }) => [
        `${folder}/`,
        String(written.length),
        String(unchanged.length),
        String(removed.length),
      ]),
    ),
    warnings.length === 0
      ? 'Warnings: none'
      : ['Warnings', ...warnings.map((warning) => `  ${warning}`)].join('\n'),
  ];
}
