/** An Argo CD Application whose objects the platform renders. */
export interface ResolvedApplication {
  /** Name of the Argo CD Application and of its folder. */
  readonly name: string;
  /** Default namespace of its objects. */
  readonly namespace: string;
  /** Other namespaces that it has objects in. */
  readonly otherNamespaces: readonly string[];
  readonly syncWave: number;
  /** It has an AppProject of its own: what it may do is not for the workloads. */
  readonly ownProject: boolean;
}
