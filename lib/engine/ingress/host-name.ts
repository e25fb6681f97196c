import { kubernetesNameProblem } from '../../facts/kubernetes-names';

/** @see RFC 1035, section 2.3.4 */
const maxLabelLength = 63;

/**
 * Objects of a host have names of the form `<name>-<host>-<service>` with at most 253 characters:
 * 63 each for name and service, two dashes, and 7 more if `wildcard` replaces `*`.
 */
const maxHostLength = 253 - 2 * 63 - 2 - 7;

/**
 * Explains why a host name is invalid; undefined if it is valid. The first label may be `*`. IP
 * addresses are invalid.
 *
 * @see kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1;
 * gateway-api.sigs.k8s.io/reference/spec, "Hostname" (2026-11)
 */
export function hostNameProblem(host: string): string | undefined {
  const name = host.replace(/^\*\./, '');
  const problem = kubernetesNameProblem('subdomain', name);
  if (problem !== undefined) return problem;
  if (/(^|\.)\d+$/.test(name)) return `"${host}" is an IP address or ends with a number`;
  const label = name.split('.').find((part) => part.length > maxLabelLength);
  if (label !== undefined)
    return `label "${label}" has ${label.length} characters; 1 to ${maxLabelLength} are allowed`;
  if (host.length > maxHostLength) {
    return `"${host}" has ${host.length} characters; at most ${maxHostLength} are allowed, because names of objects contain it`;
  }
  return undefined;
}
