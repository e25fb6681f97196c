import type { IngressDefinition } from '../../../../lib/definition/ingress-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { DefinitionError } from '../../../../lib/problems/problem-list';
import { fullPlatform } from '../../../platforms/small-platform';

const minimal: IngressDefinition = {
  type: 'application-gateway',
  hosts: [{ host: 'ai.example.com', certificate: 'ai', routes: [{ to: 'app' }] }],
};
const resolve = (ingress: Partial<IngressDefinition>) =>
  resolvePlatform({ ...fullPlatform, ingress: { ...minimal, ...ingress } }).ingress!;

function problemsOf(ingress: Partial<IngressDefinition>): readonly string[] {
  try {
    resolve(ingress);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
}

test.each(['application-gateway', 'application-gateway-for-containers'] as const)(
  'the subnet of %s is the next free one of its size',
  (type) => expect(resolve({ type }).subnet).toBe('10.0.17.0/24'),
);

test.each<[string, Partial<IngressDefinition>, string]>([
  [
    'a subnet that overlay pods do not answer to',
    { subnet: '10.0.18.0/23' },
    'ingress.subnet: 10.0.18.0/23 is larger than a /24, the maximum with overlay pods | Use a /24, or remove it for the default.',
  ],
  [
    'a subnet with too few addresses',
    { subnet: '10.0.17.0/29' },
    'ingress.subnet: 10.0.17.0/29 has 3 usable addresses, but the gateway may have 10 instances | Use a /24, or remove it for the default.',
  ],
  [
    'the wrong size for Application Gateway for Containers',
    { type: 'application-gateway-for-containers', subnet: '10.0.17.0/25' },
    'ingress.subnet: 10.0.17.0/25 is not a /24, the only size that Application Gateway for Containers supports with overlay pods | Use a /24, or remove it for the default.',
  ],
  [
    'a certificate that the controller takes for its own',
    { hosts: [{ ...minimal.hosts[0]!, certificate: 'cert-ai' }] },
    'ingress.hosts[0].certificate: "cert-ai" starts with "cert-", and the ingress controller deletes certificates with this prefix that it did not create | Rename the certificate in the Key Vault.',
  ],
])('refuses %s', (_, ingress, problem) => expect(problemsOf(ingress)).toEqual([problem]));

test('accepts any certificate name unless the controller reserves some', () =>
  expect(
    problemsOf({
      type: 'internal-load-balancer',
      hosts: [{ ...minimal.hosts[0]!, certificate: 'cert-ai' }],
    }),
  ).toEqual([]));
