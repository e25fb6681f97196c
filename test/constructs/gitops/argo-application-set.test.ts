import {
  ArgoApplicationSet,
  type ArgoApplicationSetProps,
} from '../../../constructs/gitops/argo-application-set';
import { objectOf, synthesize } from '../kubernetes/synthesize';

const minimal: ArgoApplicationSetProps = {
  name: 'test',
  argoCdNamespace: 'argocd',
  project: 'test',
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  environmentPath: 'dist/test',
  excludedFolders: ['argocd'],
  namespace: 'apps',
};
const nameOf = (props: Partial<ArgoApplicationSetProps>) =>
  objectOf(
    synthesize((chart) => new ArgoApplicationSet(chart, 'set', { ...minimal, ...props })),
    'ApplicationSet',
  ).spec.template.metadata.name;

describe('ArgoApplicationSet', () => {
  it('names each Application after its folder', () => {
    expect(nameOf({})).toBe('{{.path.basename}}');
  });

  it('puts a prefix before the name', () => {
    expect(nameOf({ namePrefix: 'my-aks-' })).toBe('my-aks-{{.path.basename}}');
  });
});
