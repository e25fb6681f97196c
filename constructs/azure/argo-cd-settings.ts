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

/** Values of the argo-cd chart: argo-helm `charts/argo-cd/values.yaml` (2026-11). */
export function argoCdValues(): ArgoCdValues {
  return {
    configs: { cm: { [applicationHealthKey]: applicationHealth } },
    // Three replicas of Redis on three nodes buy nothing here: it is a cache.
    'redis-ha': { enabled: false },
    // People come through `kubectl port-forward` or an ingress of their own; no address on the Internet by itself.
    server: { service: { type: 'ClusterIP' } },
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
