/** Port of the container behind the Service, which network policies open. */
export const langfuseWebPort = 3000;

/** Name of the Service of the web application. */
export function langfuseWebService(name: string): string {
  return `${name}-web`;
}

/** Where applications of the cluster send their traces, whatever namespace they are in. The Service has port 80. */
export function langfuseInternalUrl(langfuse: { readonly name: string; readonly namespace: string }): string {
  return `http://${langfuseWebService(langfuse.name)}.${langfuse.namespace}.svc.cluster.local`;
}
