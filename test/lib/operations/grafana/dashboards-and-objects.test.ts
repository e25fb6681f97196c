import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { ofKind } from '../../../links/deployment';
import { synthesized } from '../../../links/synthesized';
import { aiPlatform, otherChoicesPlatform } from '../../../platforms/ai-platform';
import { knownMetrics } from '../../../prometheus/known-metrics';
import { readPromQl } from '../../../prometheus/promql';
import { dashboardsOf } from './dashboards-of';
import { interpolate } from './interpolate';
import { graphsOf } from './read-dashboard';

/** Compares dashboards with the synthesized objects. */
describe.each([
  ['a platform with everything', aiPlatform],
  ['a platform with other choices', otherChoicesPlatform],
])('%s', (_, definition) => {
  const deployment = synthesized(definition);
  const dashboards = dashboardsOf(resolvePlatform(definition));
  const names = (...kinds: readonly string[]) =>
    kinds.flatMap((kind) => ofKind(deployment, kind).map(({ metadata }) => metadata.name as string));
  const choices = (file: string, variable: string) =>
    dashboards[`grafana/${file}.json`]!.templating.list.find(({ name }) => name === variable)!
      .options.filter(({ value }) => value !== '$__all')
      .map(({ text }) => text as string);
  const read = new Set(
    Object.values(dashboards).flatMap((dashboard) =>
      graphsOf(dashboard).flatMap(({ targets }) =>
        targets.flatMap(({ expr }) => readPromQl(interpolate(dashboard, expr), knownMetrics).metrics),
      ),
    ),
  );

  it('offers every ScaledObject and ScaledJob', () =>
    expect([...choices('keda', 'scaler')].sort()).toEqual(names('ScaledObject', 'ScaledJob').sort()));

  it('offers only servers with a PodMonitor', () =>
    expect(names('PodMonitor')).toEqual(
      expect.arrayContaining(choices('vllm', 'server').flatMap((text) => text.split('|'))),
    ));

  it('reads metrics of the operator and of GPUs only if a PodMonitor collects them', () => {
    const has = (prefix: string) => [...read].some((name) => name.startsWith(prefix));
    expect([has('keda_'), has('DCGM_')]).toEqual([
      names('PodMonitor').includes('keda-operator'),
      names('PodMonitor').includes('nvidia-dcgm-exporter'),
    ]);
  });

  it('reads no metrics that managed Prometheus drops', () => {
    const settings = ofKind(deployment, 'ConfigMap').find(
      ({ metadata }) => metadata.name === 'ama-metrics-settings-configmap',
    )!;
    const kept: string = settings.data['default-targets-metrics-keep-list'];
    const added = [...read].filter((name) =>
      knownMetrics.get(name)!.source.includes('lib/facts/metrics-settings.ts'),
    );
    expect(added).toHaveLength(3);
    for (const name of added) expect(kept).toContain(name);
  });
});
