import { PodMonitor, type PodMonitorProps } from '../../../../constructs/kubernetes/pods/pod-monitor';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const synth = (props: Partial<PodMonitorProps> = {}) =>
  synthesize((chart) => new PodMonitor(chart, 'monitor', { name: 'vllm', ...props }));
const monitorOf = (props: Partial<PodMonitorProps> = {}) => objectOf(synth(props), 'PodMonitor');

describe('PodMonitor', () => {
  it('is valid by independent schemas', () =>
    expectValidManifests([...synth(), ...synth({ port: 'metrics', path: '/stats', intervalSeconds: 15 })]));

  it('belongs to the API group that Azure Monitor reads', () =>
    expect(monitorOf().apiVersion).toBe('azmonitoring.coreos.com/v1'));

  it('scrapes /metrics of the port http every 30 seconds by default', () =>
    expect(monitorOf().spec.podMetricsEndpoints).toEqual([
      { port: 'http', path: '/metrics', interval: '30s' },
    ]));

  it('scrapes another endpoint at another interval', () =>
    expect(
      monitorOf({ port: 'metrics', path: '/stats', intervalSeconds: 15 }).spec.podMetricsEndpoints,
    ).toEqual([{ port: 'metrics', path: '/stats', interval: '15s' }]));

  it('fails visibly at the limits at which the add-on drops series', () =>
    expect(monitorOf().spec).toMatchObject({
      labelLimit: 63,
      labelNameLengthLimit: 511,
      labelValueLengthLimit: 1023,
    }));

  it.each([
    [{}, 'vllm'],
    [{ workload: 'server' }, 'server'],
  ])('with %j selects the pods of %s', (props, label) =>
    expect(monitorOf(props).spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': label } }),
  );

  it('syncs into a cluster that does not have its kind yet', () =>
    expect(monitorOf().metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
    }));
});
