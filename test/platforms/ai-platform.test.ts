import { synthesized } from '../links/synthesized';
import { expectValidManifests } from '../schemas/validate-manifest';
import {
  aiPlatform,
  applicationGatewayPlatform,
  inferenceGatewayPlatform,
  modelPathsPlatform,
} from './ai-platform';

test.each(
  Object.entries({ aiPlatform, applicationGatewayPlatform, inferenceGatewayPlatform, modelPathsPlatform }),
)('%s: every object is valid by independent schemas', (_, definition) => {
  expectValidManifests(synthesized(definition).objects.map(({ object }) => object));
});
