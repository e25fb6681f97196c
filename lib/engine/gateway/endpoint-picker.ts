/** Name of the endpoint picker of a pool. */
export function endpointPickerName(pool: string): string {
  return `${pool}-epp`;
}

/** Startup probe: two minutes, for listing the pods and scraping each of them once. */
export const endpointPickerStartup = { periodSeconds: 5, failureThreshold: 24 } as const;
