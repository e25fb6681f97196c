import {
  TriggerAuthentication,
  type TriggerAuthenticationProps,
} from '../../../../constructs/kubernetes/scaling/trigger-authentication';
import { triggerAuthenticationName } from '../../../../constructs/kubernetes/scaling/trigger-authentication-name';
import { kubernetesNameProblem } from '../../../../lib/facts/kubernetes-names';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { sampleClientId } from '../samples';
import { synthesize } from '../synthesize';

const synth = (props: TriggerAuthenticationProps) =>
  synthesize((chart) => new TriggerAuthentication(chart, 'auth', props));

test('the minimum', () => {
  const objects = synth({ name: 'my-aks-keda', clientId: sampleClientId });
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<TriggerAuthenticationProps> = {
    name: 'my-aks-keda',
    namespace: 'production',
    clientId: sampleClientId,
    partOf: 'my-aks',
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test.each([
  ['my-aks-keda', 'my-aks-keda'],
  ['My_Identity', 'my-identity'],
  ['ends-badly_', 'ends-badly'],
])('the identity %s gives the name %s', (identity, name) => {
  expect(triggerAuthenticationName(identity)).toBe(name);
  expect(kubernetesNameProblem('subdomain', name)).toBeUndefined();
});
