import type { ClientId } from '../../../lib/values/ids';
import { podClientIdAnnotation } from '../../../lib/values/service-account';

/** The managed identity of pods. */
export interface PodIdentityProps {
  /**
   * Client id of the managed identity of `serviceAccountName`. The pods get it as an annotation, so
   * that they restart when the identity changes: the workload identity webhook writes the id into a
   * pod only when the pod is created.
   *
   * @default none: restart the pods yourself after such a change
   * @see azure.github.io/azure-workload-identity/docs/concepts.html (2026-12)
   */
  readonly clientId?: ClientId;
}

/** Returns the annotations of a pod template, with the client id of its identity. */
export function podAnnotations(
  { clientId }: PodIdentityProps,
  others: Readonly<Record<string, string>> = {},
): { readonly annotations?: Record<string, string> } {
  const all = { ...others, ...(clientId === undefined ? {} : { [podClientIdAnnotation]: clientId }) };
  return Object.keys(all).length === 0 ? {} : { annotations: all };
}
