/** An Argo CD Application whose objects the platform renders. */
export interface ResolvedApplication {
  /** Name of the Argo CD Application and of its folder. */
  readonly name: string;
  /** Default namespace of its objects. */
  readonly namespace: string;
  readonly syncWave: number;
  /**
   * Whether it has an AppProject of its own, because it needs permissions that workloads must not
   * have.
   */
  readonly ownProject: boolean;
}
