/**
 * The three forms of Kubernetes names.
 * Source: kubernetes.io/docs/concepts/overview/working-with-objects/names (2026-11).
 */
export type KubernetesNameForm = 'label' | 'service' | 'subdomain';

const forms: Record<KubernetesNameForm, { maxLength: number; pattern: RegExp; words: string }> = {
  label: {
    maxLength: 63,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    words: "lower-case letters, digits and '-', starting and ending with a letter or digit",
  },
  // A Service becomes a DNS label that may not start with a digit (RFC 1035).
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

/** Says what is wrong with a Kubernetes name; undefined if it is right. */
export function kubernetesNameProblem(form: KubernetesNameForm, name: string): string | undefined {
  const { maxLength, pattern, words } = forms[form];
  if (name.length === 0 || name.length > maxLength) {
    return `"${name}" has ${name.length} characters; 1 to ${maxLength} are allowed`;
  }
  return pattern.test(name) ? undefined : `"${name}" is not a Kubernetes name: ${words}`;
}

/**
 * A ScaledObject's HorizontalPodAutoscaler is called `keda-hpa-<name>` and may have 63 characters.
 * Source: kedacore/keda `scaledobject_webhook.go` (2026-11).
 */
export const maxScaledObjectNameLength = 54;
