/**
 * Health of an Application, so that the root application waits for a wave before it begins the next. Argo CD has had no check
 * of its own for it since 1.8: without this, sync waves between applications order nothing.
 * Source: argo-cd.readthedocs.io/en/stable/operator-manual/health, "Argocd App" (2026-11).
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

/** What differs from the chart's defaults; the AKS extension takes the same keys, flat. */
export interface ArgoCdValues {
  readonly [key: string]: string | number | boolean | ArgoCdValues;
}

/** What the values depend on. */
export interface ArgoCdSettings {
  /** The configuration of the notifications is in the environment's folder. Default: the chart makes an empty one. */
  readonly notificationsFromGit?: boolean;
}

/**
 * Values of the argo-cd chart: argo-helm `charts/argo-cd/values.yaml` (2026-11).
 *
 * The account `admin` stays on: there is no single sign-on until somebody registers an application for it in Entra ID, and without
 * either nobody could sign in. Its first password is in the Secret `argocd-initial-admin-secret`, which only those who may read Secrets
 * in that namespace see. With `oidc.config` in place, turn it off by `configs.cm.admin.enabled: false`.
 */
export function argoCdValues(options: ArgoCdSettings = {}): ArgoCdValues {
  return {
    configs: { cm: { [applicationHealthKey]: applicationHealth } },
    // Any pod that reaches the repo-server can run code in it (CVE-2026-15416). Charts before 10.0.0 let all of them reach it; which
    // chart is in the extension is Azure's to say (argoproj/argo-helm, GHSA-47m3-95c7-g2g8).
    global: { networkPolicy: { create: true } },
    // Three replicas of Redis buy nothing here, as it is a cache; in the extension they are the default and want four nodes.
    'redis-ha': { enabled: false },
    // People come through `kubectl port-forward` or an ingress of their own; no address on the Internet by itself.
    server: { service: { type: 'ClusterIP' } },
    // Both come from Git then, the Secret by way of the Key Vault; the chart would make them as well, and empty.
    ...(options.notificationsFromGit === true
      ? { notifications: { enabled: true, cm: { create: false }, secret: { create: false } } }
      : {}),
  };
}

/** The values as settings of the extension: `a.b.c` to text, dots within a key as `\\.`. */
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
