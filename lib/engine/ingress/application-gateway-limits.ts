import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule, requireUnique } from '../../problems/value-rules';
import { installedCertificateProblem, vaultCertificateProblem } from './certificate-names';

/**
 * Default instances of an Application Gateway: no reserved instances; its subnet has an address for
 * each.
 */
export const defaultGatewayInstances = { min: 0, max: 10 };

/**
 * Adds a problem for each number of instances that Azure rejects.
 *
 * @see azurerm `application_gateway_resource.go`, `autoscale_configuration` (2026-11)
 */
export function checkGatewayInstances(
  { minInstances, maxInstances }: { readonly minInstances: number; readonly maxInstances: number },
  problems: ProblemList,
): void {
  requireInteger(problems, 'minInstances', minInstances, { min: 0, max: 100, unit: 'instances' });
  requireInteger(problems, 'maxInstances', maxInstances, { min: 2, max: 125, unit: 'instances' });
  if (minInstances > maxInstances) {
    problems.add(
      'minInstances',
      `${minInstances} is greater than maxInstances (${maxInstances})`,
      'Lower minInstances, or raise maxInstances.',
    );
  }
}

/**
 * Adds a problem for each certificate name that an Application Gateway with an ingress controller
 * does not support.
 */
export function checkGatewayCertificates(certificates: readonly string[], problems: ProblemList): void {
  requireUnique(
    problems,
    'certificate',
    certificates,
    (name) => name.toLowerCase(),
    (index) => `certificates[${index}]`,
  );
  for (const [index, name] of certificates.entries()) {
    requireRule(
      problems.at('certificates').at(index),
      '',
      vaultCertificateProblem(name) ?? installedCertificateProblem(name),
      "Choose another name, of letters, digits and '-'.",
    );
  }
}
