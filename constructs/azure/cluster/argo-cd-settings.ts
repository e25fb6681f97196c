import { healthScripts } from '../../../lib/engine/gitops/health-scripts';

/**
 * Seconds after which Argo CD stops a sync that does not end, with its retries. Argo CD starts no
 * other sync of an Application meanwhile: without a limit, a sync that waits for an object that
 * never becomes ready keeps the commit that fixes it out of the cluster. Ten retries take 20
 * minutes. Argo CD also stops the Jobs of a hook that runs longer.
 *
 * @see argo-cd `controller.sync.timeout.seconds` in operator-manual/argocd-cmd-params-cm.yaml,
 * which has no limit by default (3.5; 2026-11).
 */
const syncTimeoutSeconds = 3_600;

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
    configs: {
      cm: Object.fromEntries(healthScripts.map(({ key, lua }) => [key, lua])),
      params: { 'controller.sync.timeout.seconds': syncTimeoutSeconds },
    },
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
