import { platform as batchQueue } from '../../examples/batch-queue';
import { platform as chat } from '../../examples/chat';
import { platform as multiModelGateway } from '../../examples/multi-model-gateway';
import { platform as multiNode } from '../../examples/multi-node';
import * as aiPlatforms from '../platforms/ai-platform';
import { sampleOutputs, platform as samplePlatform } from '../platforms/sample';
import * as smallPlatforms from '../platforms/small-platform';
import { alertDamages } from './damages/alert-damages';
import { azureDamages } from './damages/azure-damages';
import type { Damage } from './damages/damage';
import { gitOpsDamages } from './damages/gitops-damages';
import { identityDamages } from './damages/identity-damages';
import { ingressDamages } from './damages/ingress-damages';
import { modelDamages } from './damages/model-damages';
import { networkDamages } from './damages/network-damages';
import { scalingDamages } from './damages/scaling-damages';
import { schedulingDamages } from './damages/scheduling-damages';
import { secretDamages } from './damages/secret-damages';
import { type Deployment, readDeployment } from './deployment';
import { links } from './links';
import { synthesized } from './synthesized';

const outputsText = sampleOutputs('production');
const { azureFiles, manifests } = samplePlatform.synthesize({
  azure: true,
  kubernetes: true,
  preview: false,
  outputsText,
});
const examples = {
  'the example batch-queue': batchQueue.definition,
  'the example chat': chat.definition,
  'the example multi-model-gateway': multiModelGateway.definition,
  'the example multi-node': multiNode.definition,
};
const deployments: Readonly<Record<string, Deployment>> = {
  'the sample platform': readDeployment(azureFiles!, manifests!, outputsText, 'production'),
  ...Object.fromEntries(
    Object.entries({ ...smallPlatforms, ...aiPlatforms, ...examples }).map(([name, definition]) => [
      name,
      synthesized(definition),
    ]),
  ),
};

const damages: Readonly<Record<string, readonly Damage[]>> = {
  ...alertDamages,
  ...azureDamages,
  ...schedulingDamages,
  ...identityDamages,
  ...secretDamages,
  ...scalingDamages,
  ...modelDamages,
  ...networkDamages,
  ...ingressDamages,
  ...gitOpsDamages,
};

describe.each(Object.entries(deployments))(
  'the links between the halves of %s are intact:',
  (_, deployment) => {
    it.each(links.map((link) => [link.name, link] as const))('%s', (_name, link) => {
      expect(link.broken(deployment)).toEqual([]);
    });
  },
);

describe('a test finds the damage', () => {
  it('for every link', () => {
    expect(Object.keys(damages).sort()).toEqual(links.map(({ name }) => name).sort());
  });

  describe.each(links.map((link) => [link.name, link] as const))('%s', (name, link) => {
    it.each((damages[name] ?? []).map((damage) => [damage.name, damage] as const))(
      '%s',
      (_damage, damage) => {
        const damaged = structuredClone(deployments[damage.in ?? 'aiPlatform']!);
        damage.apply(damaged);
        expect(link.broken(damaged)).not.toEqual([]);
      },
    );
  });
});
