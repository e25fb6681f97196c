import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { signInNamespaces } from '../../../../lib/platform/identities/sign-in-namespaces';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { samplePlatforms as platforms } from '../../../platforms/sample';
import { smallPlatform } from '../../../platforms/small-platform';

const of = (definition: PlatformDefinition) => signInNamespaces(resolvePlatform(definition));

it('are the namespaces of every ServiceAccount that acts as an identity', () =>
  expect(of(platforms.platform('production').definition)).toEqual(['argocd', 'langfuse', 'production']));

it('are the namespace of the scalers for KEDA, whose log is not collected', () =>
  expect(of(platforms.platform('development').definition)).not.toContain('kube-system'));

it('are empty if no ServiceAccount acts as an identity', () => expect(of(smallPlatform)).toEqual([]));
