/**
 * Health check of an Application, so that the root application waits for a sync wave before it
 * starts the next. Argo CD has had no such check since 1.8: without this script, sync waves between
 * applications have no effect.
 *
 * @see argo-cd.readthedocs.io/en/stable/operator-manual/health, "Argocd App" (2026-11).
 */
const applicationHealth = [
  'hs = {}',
  'hs.status = "Progressing"',
  'hs.message = ""',
  'if obj.status ~= nil then',
  '  if obj.status.health ~= nil then',
  '    hs.status = obj.status.health.status',
  '    if obj.status.health.message ~= nil then',
  '      hs.message = obj.status.health.message',
  '    end',
  '  end',
  'end',
  'return hs',
  '',
].join('\n');

/** Name of the key in `argocd-cm`. */
export const applicationHealthKey = 'resource.customizations.health.argoproj.io_Application';

/**
 * Values that differ from the chart's defaults. The AKS extension accepts the same keys in flat
 * form.
 */
export interface ArgoCdValues {
  readonly [key: string]: string | number | boolean | ArgoCdValues;
}

/** Settings that determine the values. */
export interface ArgoCdSettings {
  /**
   * Whether Git contains the configuration of the notifications.
   *
   * @default false: the chart creates an empty one
   */
  readonly notificationsFromGit?: boolean;
}

/**
 * Returns values of the argo-cd chart.
 *
 * The account `admin` stays enabled: single sign-on needs an application registration in Entra ID,
 * and without either no operator could sign in. The Secret `argocd-initial-admin-secret` contains
 * its first password, which only users with read access to Secrets in that namespace see. After you
 * set `oidc.config`, disable the account with `configs.cm.admin.enabled: false`.
 *
 * @see argo-helm `charts/argo-cd/values.yaml` (2026-11)
 */
export function argoCdValues(options: ArgoCdSettings = {}): ArgoCdValues {
  return {
    configs: { cm: { [applicationHealthKey]: applicationHealth } },
    // Any pod that reaches the repo-server can run code in it (CVE-2026-15416). Charts before
    // 10.0.0 allow access from every pod, and Azure decides which chart the extension contains
    // (argoproj/argo-helm, GHSA-47m3-95c7-g2g8).
    global: { networkPolicy: { create: true } },
    // Redis is a cache, so three replicas have no benefit. They are the default of the extension
    // and need four nodes.
    'redis-ha': { enabled: false },
    // Users connect with `kubectl port-forward` or an ingress of their own. There is no public
    // address by default.
    server: { service: { type: 'ClusterIP' } },
    // Git contains the ConfigMap, and the Key Vault fills the Secret. The chart would create empty
    // ones.
    ...(options.notificationsFromGit === true
      ? { notifications: { enabled: true, cm: { create: false }, secret: { create: false } } }
      : {}),
  };
}

/**
 * Converts values to settings of the extension: flat keys `a.b.c` with string values; `\\.` is a
 * dot within a key.
 */
export function flatSettings(values: ArgoCdValues, prefix = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const path = `${prefix}${key.replaceAll('.', '\\.')}`;
      return typeof value === 'object'
        ? Object.entries(flatSettings(value, `${path}.`))
        : [[path, String(value)]];
    }),
  );
}
