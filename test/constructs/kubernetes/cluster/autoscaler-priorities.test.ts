import { parse } from 'yaml';
import {
  AutoscalerPriorities,
  type AutoscalerPrioritiesProps,
} from '../../../../constructs/kubernetes/cluster/autoscaler-priorities';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { messageOf, objectOf, synthesize } from '../synthesize';

const props: Required<AutoscalerPrioritiesProps> = {
  priorities: [
    { pool: 'gpuspot', priority: 20 },
    { pool: 'gpu', priority: 10 },
  ],
  partOf: 'my-aks',
};
const synth = (given: AutoscalerPrioritiesProps) =>
  synthesize((chart) => new AutoscalerPriorities(chart, 'priorities', given));

test('all props', () => {
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('the text is the map that the expander reads', () =>
  expect(parse(objectOf(synth(props), 'ConfigMap').data.priorities)).toEqual({
    20: ['^aks-gpuspot-.*'],
    10: ['^aks-gpu-.*'],
    1: ['.*'],
  }));

test('what would be lost in the map is refused', () =>
  expect(
    messageOf(() =>
      synth({
        priorities: [
          { pool: 'a', priority: 10 },
          { pool: 'b', priority: 10 },
          { pool: 'a', priority: 1 },
        ],
      }),
    ),
  ).toMatchSnapshot());
