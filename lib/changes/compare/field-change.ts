/** The change of one field. An added field has no `before`, a removed field has no `after`. */
export interface FieldChange {
  /**
   * Path for people: `spec.template.spec.containers[vllm].image`, `data["config.yaml"] ›
   * model_list[phi-4].timeout`.
   */
  readonly path: string;
  /** Field names of the path, without entries of lists. The content of a text adds none. */
  readonly fields: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /**
   * Set if only the order of the entries or the spelling of the content differs, for example a
   * comment.
   */
  readonly only?: 'order' | 'spelling';
  /** Whether `before` and `after` are the removed and the added lines of a text. */
  readonly isLines?: true;
}

/** Whether a change is at or below a field: `['spec', 'template']`. */
export function isBelow({ fields }: FieldChange, parent: readonly string[]): boolean {
  return parent.every((field, index) => fields[index] === field);
}
