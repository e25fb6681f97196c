/** Port of the container, for network policies. */
export const langfuseWebPort = 3000;

/** Name of the Service of the web application. */
export function langfuseWebService(name: string): string {
  return `${name}-web`;
}

/** Address for traces from any namespace of the cluster. The Service has port 80. */
export function langfuseInternalUrl(langfuse: { readonly name: string; readonly namespace: string }): string {
  return `http://${langfuseWebService(langfuse.name)}.${langfuse.namespace}.svc.cluster.local`;
}
