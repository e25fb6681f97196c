/** Environment that a dashboard shows. */
export interface DashboardEnvironment {
  readonly name: string;
  /** Namespace of its workloads. */
  readonly namespace: string;
}

/** Values of a property over all environments, each once. */
export function uniqueOf<T, V>(items: readonly T[], valuesOf: (item: T) => readonly V[]): readonly V[] {
  return [...new Set(items.flatMap(valuesOf))];
}
