import { agentgatewayValues } from './agentgateway';
import { agentgatewayCrdsValues } from './agentgateway-crds';
import type { ChartValueKeys } from './chart-value-keys';
import { gpuOperatorValues } from './gpu-operator';
import { langfuseValues } from './langfuse';
import { lwsValues } from './lws';

/** Charts whose values are known, each in the version that the platform installs. */
const allChartValues: readonly ChartValueKeys[] = [
  agentgatewayValues,
  agentgatewayCrdsValues,
  gpuOperatorValues,
  langfuseValues,
  lwsValues,
];

/** Values of a chart; undefined if the table does not have this version. */
export function findChartValues(chart: string, version: string): ChartValueKeys | undefined {
  const plain = (text: string) => text.replace(/^v/, '');
  return allChartValues.find((each) => each.chart === chart && plain(each.version) === plain(version));
}
