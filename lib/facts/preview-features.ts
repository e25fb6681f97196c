/** A feature of Azure that is a preview: without an SLA, and it may change. */
export interface PreviewFeature {
  /** For people: `blob volumes with a workload identity token`. */
  readonly what: string;
  /** What in the definition uses it. */
  readonly usedBy: string;
  /** What to use if previews are not allowed. */
  readonly instead: string;
  readonly source: string;
  /** Month in which the source was read. */
  readonly read: string;
}

/** Preview features that the platform may use. */
export const previewFeatures = {
  blobTokenMount: {
    what: 'blob volumes with a workload identity token',
    usedBy: "a model `source` or a Triton `repository` of the type `'blob'`",
    instead: "`'file-share'`, `'persistent-volume'` or `'image'`",
    source: 'learn.microsoft.com/azure/aks/create-volume-azure-blob-storage',
    read: '2026-12',
  },
} as const satisfies Record<string, PreviewFeature>;
