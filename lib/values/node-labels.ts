/**
 * Label prefixes that AKS rejects on node pools.
 * @see learn.microsoft.com/azure/aks/use-labels (2026-11);
 * hashicorp/terraform-provider-azurerm#18567; Azure/AKS#4613
 */
const reservedPrefixes = ['kubernetes.azure.com', 'kubernetes.io', 'k8s.io'];
const allowedSubPrefixes = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

/** AKS sets the spot label itself, and Terraform must still declare it: see `spotTaint`. */
const declaredSystemLabels = ['kubernetes.azure.com/scalesetpriority'];

/**
 * Names without a prefix that older AKS versions set. `agentpool` breaks the rotation of a node
 * pool (azurerm#28636).
 */
const deprecatedLabels = ['agentpool', 'accelerator', 'storageprofile'];

const namePattern = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const prefixPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Returns the problem of a label or taint key of a node pool; undefined if it is valid. */
export function nodeLabelKeyProblem(key: string): string | undefined {
  if (declaredSystemLabels.includes(key)) return undefined;
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = slash === -1 ? key : key.slice(slash + 1);
  if (!namePattern.test(name)) {
    return `"${key}" is not a label key: the name has at most 63 letters, digits, '-', '_' and '.', and starts and ends with a letter or digit`;
  }
  if (prefix === undefined) {
    return deprecatedLabels.includes(name) ? `"${name}" is reserved by AKS` : undefined;
  }
  if (!prefixPattern.test(prefix)) return `"${prefix}" is not a DNS subdomain`;
  const allowed = allowedSubPrefixes.some((allowedPrefix) => isOrEndsWith(prefix, allowedPrefix));
  const reserved = reservedPrefixes.some((reservedPrefix) => isOrEndsWith(prefix, reservedPrefix));
  return reserved && !allowed ? `the prefix ${prefix}/ is reserved by Kubernetes and AKS` : undefined;
}

/** Returns the problem of a label value; undefined if it is valid. */
export function labelValueProblem(value: string): string | undefined {
  if (value === '' || namePattern.test(value)) return undefined;
  return `"${value}" is not a label value: at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit`;
}

function isOrEndsWith(prefix: string, ending: string): boolean {
  return prefix === ending || prefix.endsWith(`.${ending}`);
}
