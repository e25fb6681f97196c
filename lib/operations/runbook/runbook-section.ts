/** Heading with its content and its subsections. */
export interface RunbookSection {
  /** Unique in the file because its anchor derives from it. Letters, digits, spaces and hyphens. */
  readonly title: string;
  /** Paragraphs, tables and shell blocks; `undefined` entries do not apply to this environment. */
  readonly blocks: readonly (string | undefined)[];
  readonly sections?: readonly RunbookSection[];
}
