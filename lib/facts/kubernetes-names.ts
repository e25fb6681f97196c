/**
 * Form of a Kubernetes name: an RFC 1123 label, an RFC 1035 label, an RFC 1123 subdomain.
 *
 * @see kubernetes.io/docs/concepts/overview/working-with-objects/names (2026-11)
 */
export type KubernetesNameForm = 'label' | 'service' | 'subdomain';

const forms: Record<KubernetesNameForm, { maxLength: number; pattern: RegExp; words: string }> = {
  label: {
    maxLength: 63,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    words: "lower-case letters, digits and '-', starting and ending with a letter or digit",
  },
  // The name of a Service must not start with a digit (RFC 1035).
  service: {
    maxLength: 63,
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    words: "lower-case letters, digits and '-', starting with a letter and ending with a letter or digit",
  },
  subdomain: {
    maxLength: 253,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    words: "lower-case letters, digits, '-' and '.', starting and ending with a letter or digit",
  },
};

/** Explains why Kubernetes rejects a name; undefined if the name is valid. */
export function kubernetesNameProblem(form: KubernetesNameForm, name: string): string | undefined {
  const { maxLength, pattern, words } = forms[form];
  if (name.length === 0 || name.length > maxLength) {
    return `"${name}" has ${name.length} characters; 1 to ${maxLength} are allowed`;
  }
  return pattern.test(name) ? undefined : `"${name}" is invalid: use ${words}`;
}

/**
 * Maximum length of a ScaledObject's name: KEDA creates the HorizontalPodAutoscaler
 * `keda-hpa-<name>`, whose name has at most 63.
 *
 * @see kedacore/keda `scaledobject_webhook.go` (2026-11)
 */
export const maxScaledObjectNameLength = 54;
