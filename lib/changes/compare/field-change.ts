/** One field that is not what it was. A field that comes has no `before`, one that goes no `after`. */
export interface FieldChange {
  /** As a person reads it: `spec.template.spec.containers[vllm].image`, `data["config.yaml"] › model_list[phi-4].timeout`. */
  readonly path: string;
  /** Names of the fields on the way, without the entries of lists; those of a text end at the text. */
  readonly fields: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** The same entries in another order, or the same content written otherwise (a comment in a configuration). */
  readonly only?: 'order' | 'spelling';
  /** `before` and `after` are the lines of a text that went and came. */
  readonly isLines?: true;
}

/** Whether a change is at or below a field: `['spec', 'template']`. */
export function isBelow({ fields }: FieldChange, parent: readonly string[]): boolean {
  return parent.every((field, index) => fields[index] === field);
}
