import {
  WorkloadServiceAccount,
  type WorkloadServiceAccountProps,
} from '../../../../constructs/kubernetes/identity/workload-service-account';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { sampleClientId, sampleTenantId } from '../samples';
import { synthesize } from '../synthesize';

const synth = (props: WorkloadServiceAccountProps) =>
  synthesize((chart) => new WorkloadServiceAccount(chart, 'account', props));

test('the minimum', () => {
  const objects = synth({ name: 'my-app-sa', clientId: sampleClientId, tenantId: sampleTenantId });
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<WorkloadServiceAccountProps> = {
    name: 'my-app-sa',
    namespace: 'production',
    clientId: sampleClientId,
    tenantId: sampleTenantId,
    automountToken: true,
    partOf: 'my-aks',
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});
