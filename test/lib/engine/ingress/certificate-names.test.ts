import {
  installedCertificateProblem,
  vaultCertificateProblem,
} from '../../../../lib/engine/ingress/certificate-names';

test.each([
  ['ai-example-com', true],
  ['a'.repeat(127), true],
  ['a'.repeat(128), false],
  ['ai.example.com', false],
  ['', false],
])('"%s" is the name of a certificate in a vault: %p', (name, isName) =>
  expect(vaultCertificateProblem(name) === undefined).toBe(isName),
);

test.each([
  ['ai', true],
  ['certificate-of-ai', true],
  ['cert-ai', false],
])('"%s" lasts next to an ingress controller: %p', (name, lasts) =>
  expect(installedCertificateProblem(name) === undefined).toBe(lasts),
);
