import { kubernetesNameProblem } from '../../facts/kubernetes-names';

/** Source: RFC 1035, section 2.3.4. */
const maxLabelLength = 63;

/**
 * Objects of a host are called `<name>-<host>-<service>`, in at most 253 characters: 63 each for the other two, two dashes, and 7 more
 * where `wildcard` stands for `*`.
 */
const maxHostLength = 253 - 2 * 63 - 2 - 7;

/**
 * Says why a text is not a host that requests can be told apart by; undefined if it is. Its first label may be `*`.
 *
 * An address is none: Kubernetes and Gateway API refuse it (kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1,
 * gateway-api.sigs.k8s.io/reference/spec, "Hostname"; 2026-11).
 */
export function hostNameProblem(host: string): string | undefined {
  const name = host.replace(/^\*\./, '');
  const problem = kubernetesNameProblem('subdomain', name);
  if (problem !== undefined) return problem;
  if (/(^|\.)\d+$/.test(name)) return `"${host}" is an address, or ends like one`;
  const label = name.split('.').find((part) => part.length > maxLabelLength);
  if (label !== undefined)
    return `"${label}" has ${label.length} characters; 1 to ${maxLabelLength} are allowed between dots`;
  if (host.length > maxHostLength) {
    return `"${host}" has ${host.length} characters; more than ${maxHostLength} leave no room for the names of its objects`;
  }
  return undefined;
}
