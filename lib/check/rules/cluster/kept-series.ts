import { metricsSettings } from '../../../facts/metrics-settings';
import { isInMinimalProfile } from '../../../facts/minimal-profile';
import { mapAt, textAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { blocksAt, isLiteral } from '../../terraform-resource';

const terraform = {
  resource: {
    azurerm_monitor_alert_prometheus_rule_group: {
      jobs: {
        name: 'jobs',
        rule: [{ alert: 'job-suspended', expression: 'kube_job_spec_suspend{namespace="models"} == 1' }],
      },
    },
  },
};
const settings = (kept: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ama-metrics-settings-configmap, namespace: kube-system }
data: ${JSON.stringify(metricsSettings({ kubestate: [kept] }))}
`;

export const keptSeries: Rule = {
  id: 'cluster/kept-series',
  title: 'A Prometheus rule must use only series that managed Prometheus keeps',
  severity: 'warning',
  why: 'Managed Prometheus drops every series outside its minimal ingestion profile. The rule has no data, and the alert never fires.',
  source: 'Azure/prometheus-collector tomlparser-default-targets-metrics-keep-list.go (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: settings('kube_cronjob_info'), terraform },
  good: { kubernetes: settings('kube_job_spec_suspend'), terraform },
  check: (picture) => {
    const isKept = keptBy(picture);
    return picture.resourcesOf('azurerm_monitor_alert_prometheus_rule_group').flatMap((found) =>
      blocksAt(found, 'rule').flatMap((rule) => {
        const expression = textAt(rule, 'expression') ?? '';
        if (!isLiteral(expression)) return [];
        const dropped = seriesIn(expression).filter((name) => !isKept(name));
        if (dropped.length === 0) return [];
        return [
          {
            in: found,
            field: 'rule',
            message: `${textAt(rule, 'alert') ?? textAt(rule, 'record') ?? 'A rule'} reads ${dropped.join(' and ')}, which managed Prometheus drops, so the rule has no data.`,
            expected: 'series in the minimal ingestion profile or in a keep-list',
            fix: 'Add the series to default-targets-metrics-keep-list of ama-metrics-settings-configmap, with minimalingestionprofile = true.',
          },
        ];
      }),
    );
  },
};

/** Names of kube-state-metrics series in an expression, outside of quotes. */
function seriesIn(expression: string): readonly string[] {
  const code = expression.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return [...new Set(code.match(/\bkube_[a-z0-9_]+/g) ?? [])];
}

function keptBy(picture: DeploymentPicture): (name: string) => boolean {
  // A custom scrape configuration can keep any series.
  const hasCustomScrape =
    picture.find('ConfigMap', 'ama-metrics-prometheus-config', 'kube-system') !== undefined ||
    picture
      .ofKind('PodMonitor', 'ServiceMonitor')
      .some(({ object }) => JSON.stringify(object).includes('kube-state-metrics'));
  const found = picture.find('ConfigMap', 'ama-metrics-settings-configmap', 'kube-system');
  const data = Object.values(mapAt(found?.object, 'data')).join('\n');
  if (hasCustomScrape || isProfileOff(data)) return () => true;
  const lists = [...data.matchAll(/\bkubestate\s*=\s*(["'])(.*?)\1/g)].flatMap(([, , list]) =>
    compiled(list!),
  );
  const recorded = new Set(
    picture
      .resourcesOf('azurerm_monitor_alert_prometheus_rule_group')
      .flatMap((group) => blocksAt(group, 'rule').map(({ record }) => record)),
  );
  return (name) => isInMinimalProfile(name) || recorded.has(name) || lists.some((list) => list.test(name));
}

/**
 * Covers both versions of the settings: `minimalingestionprofile = false`, or a separate section
 * with `enabled = false`.
 */
const isProfileOff = (data: string) =>
  /minimal-?ingestion-?profile[^a-z]*(?:enabled[^a-z]*)?false/.test(data);

/** Compiles a keep-list; matches everything if JavaScript does not support the Go pattern. */
function compiled(list: string): readonly RegExp[] {
  try {
    return [new RegExp(`^(?:${list})$`)];
  } catch {
    return [/^/];
  }
}
