import { renderAzureHalf } from '../../constructs/synth/azure-half';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';

/** A rule as managed Prometheus evaluates it. */
export interface EvaluatedRule {
  readonly alert: string;
  readonly expression: string;
  readonly forMinutes: number;
}

/** Every alert rule of a platform's Terraform. */
export function alertRulesOf(platform: ResolvedPlatform): readonly EvaluatedRule[] {
  const { files } = renderAzureHalf([{ platform }]);
  return files.flatMap(({ path, text }) => (path.endsWith('cdk.tf.json') ? rulesIn(text) : []));
}

function rulesIn(text: string): readonly EvaluatedRule[] {
  const groups: Readonly<Record<string, { readonly rule: readonly Rule[] }>> =
    JSON.parse(text).resource.azurerm_monitor_alert_prometheus_rule_group ?? {};
  return Object.values(groups)
    .flatMap(({ rule }) => rule)
    .flatMap(({ alert, expression, for: wait }) =>
      alert === undefined ? [] : [{ alert, expression, forMinutes: minutesOf(wait) }],
    );
}

interface Rule {
  readonly alert?: string;
  readonly expression: string;
  readonly for: string;
}

/** Of `PT3H45M`. */
function minutesOf(duration: string): number {
  const [, hours = '0', minutes = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
