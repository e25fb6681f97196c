/** Name of the endpoint picker of a pool. */
export function endpointPickerName(pool: string): string {
  return `${pool}-epp`;
}

/** How its startup probe asks: for two minutes, in which it lists pods and scrapes each of them once. */
export const endpointPickerStartup = { periodSeconds: 5, failureThreshold: 24 } as const;
