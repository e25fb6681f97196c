/** Location, resource group and tags of resources. */
export interface Place {
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Tags of the resources. */
  readonly tags: Readonly<Record<string, string>>;
}
