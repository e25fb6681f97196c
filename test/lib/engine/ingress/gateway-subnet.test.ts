import { checkGatewaySubnet, type SubnetGateway } from '../../../../lib/engine/ingress/gateway-subnet';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { Cidr } from '../../../../lib/values/cidr';

function problemsOf(gateway: SubnetGateway, range: string, maxInstances = 10): string[] {
  const problems = ProblemList.create();
  checkGatewaySubnet(gateway, Cidr.parse(range), maxInstances, problems);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('the subnet of Application Gateway for Containers', () => {
  test('is a /24', () =>
    expect(problemsOf('application-gateway-for-containers', '10.0.17.0/24')).toEqual([]));

  test.each(['10.0.16.0/23', '10.0.17.0/25'])('is not %s', (range) =>
    expect(problemsOf('application-gateway-for-containers', range)).toEqual([
      `subnet: ${range} is not a /24, the only size that Application Gateway for Containers supports with overlay pods`,
    ]),
  );
});

describe('the subnet of an Application Gateway', () => {
  test.each([
    ['10.0.17.0/24', 125],
    // 16 addresses. Azure keeps five of them.
    ['10.0.17.0/28', 11],
  ])('%s has room for %d instances', (range, instances) =>
    expect(problemsOf('application-gateway', range, instances)).toEqual([]),
  );

  test('has an address for every instance', () =>
    expect(problemsOf('application-gateway', '10.0.17.0/28', 12)).toEqual([
      'subnet: 10.0.17.0/28 has 11 usable addresses, but the gateway may have 12 instances',
    ]));

  test('is not larger than what overlay pods answer to', () =>
    expect(problemsOf('application-gateway', '10.0.16.0/23')).toEqual([
      'subnet: 10.0.16.0/23 is larger than a /24, the maximum with overlay pods',
    ]));
});
