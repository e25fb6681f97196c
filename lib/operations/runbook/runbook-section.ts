/** A heading with what stands under it, and the headings below. */
export interface RunbookSection {
  /** Unique in the file: its anchor is made of it. Letters, digits, spaces and hyphens. */
  readonly title: string;
  /** Paragraphs, tables and shell blocks; `undefined` for what does not concern this environment. */
  readonly blocks: readonly (string | undefined)[];
  readonly sections?: readonly RunbookSection[];
}
