import { App, Chart, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { checkManifests } from '../../../constructs/kubernetes/manifest-check';

it('checks the manifests of an app without any options', () => {
  const app = new App({ outdir: Testing.app().outdir });
  new k8s.KubePod(new Chart(app, 'models'), 'pod', {
    metadata: { name: 'app', namespace: 'default' },
    spec: { containers: [{ name: 'app', image: 'app:latest' }] },
  });
  checkManifests(app);
  expect(() => app.synth()).toThrow(/images\/fixed-and-known-image/);
});
