import { synthesized } from '../links/synthesized';
import { expectValidManifests } from '../schemas/validate-manifest';
import * as platforms from './ai-platform';

test.each(Object.entries(platforms))('%s: every object is valid by independent schemas', (_, definition) => {
  expectValidManifests(synthesized(definition).objects.map(({ object }) => object));
});
