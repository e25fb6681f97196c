/** Location, resource group and tags of resources. */
export interface Place {
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  readonly tags: Readonly<Record<string, string>>;
}
