import type { Checkout } from '../../../lib/changes/environment-files';
import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { sampleOutputs } from '../../platforms/sample';
import { checkoutOf, definitionOf, type Loose, production, reportOf, withObject } from './checkouts';

const before = 'my-app-identity';
const after = 'ai-app-identity';
const newClientId = '5b6c7d8e-1f20-4a3b-8c4d-9e0f1a2b3c4d';

/** The sample with another name for the identity of ai-app, deployed. */
const renamedIdentity: Checkout = (() => {
  const definition = JSON.parse(
    JSON.stringify(definitionOf('production')).replaceAll(before, after),
  ) as PlatformDefinition;
  const outputs = JSON.parse(sampleOutputs('production').replaceAll(before, after)) as Loose;
  outputs.production[`client_id_${after}`] = newClientId;
  return checkoutOf(definition, 'after', JSON.stringify(outputs));
})();
const report = reportOf(renamedIdentity, production);
const lineWith = (text: string, of = report) => of.split('\n').find((line) => line.includes(text)) ?? '';

describe('an identity with another name', () => {
  it('restarts the pods of its workloads with the sync', () => {
    expect(lineWith('aks-ai-platform/client-id')).toMatch(/^\| `Deployment production\/ai-app` \| 1–20 \|/);
  });

  it('is removed only after the pods have restarted', () => {
    expect(lineWith('for the second pull request')).toContain(
      'after the sync of the first is complete and the pods have restarted',
    );
  });

  it('leaves no pod with the old identity', () => expect(report).not.toContain('no pod restarts'));
});

describe('pods without the annotation, such as those of another tool', () => {
  const withoutAnnotation = (checkout: Checkout) =>
    withObject(checkout, 'ai-app/deployment.ai-app.yaml', ({ spec }) => {
      delete spec.template.metadata.annotations;
    });

  it('are a risk, with the command that restarts them', () => {
    const text = reportOf(withoutAnnotation(renamedIdentity), withoutAnnotation(production));
    expect(lineWith('no pod restarts', text)).toMatch(
      /pods fail.*`Deployment production\/ai-app`.*`ServiceAccount production\/my-app-sa` has another identity/,
    );
    expect(lineWith('no pod restarts', text)).toContain(
      '`kubectl rollout restart deployment/ai-app --namespace production`',
    );
  });
});
