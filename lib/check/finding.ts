/** One thing that a rule found in what was synthesized. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  /** Path of the file, from the folder that was checked. */
  readonly file: string;
  /** The object in the file, if the rule looks at objects: `Deployment production/ai-app`. */
  readonly object?: string;
  /** Path in the object, or the line in the text. */
  readonly field?: string;
  /** What is there. */
  readonly is: string;
  /** What must be there. */
  readonly mustBe: string;
  /** What to change. */
  readonly fix: string;
}
