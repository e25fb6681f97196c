/** Where resources are created, and what they are tagged with. */
export interface Place {
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  readonly tags: Readonly<Record<string, string>>;
}
