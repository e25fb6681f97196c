import { allRules } from '../../../lib/check/all-rules';
import { checkPicture } from '../../../lib/check/check-picture';
import { DeploymentPicture } from '../../../lib/check/deployment-picture';
import type { Rule } from '../../../lib/check/rule';
import { pictureOf } from './example-picture';

const config = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: default }\n`;

/** A custom rule: every ConfigMap has an owner. */
const custom: Rule = {
  id: 'naming/owner',
  title: 'A ConfigMap must have an owner',
  severity: 'warning',
  why: 'An operator does not know which team to ask.',
  source: 'our handbook (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: config('a') },
  good: { kubernetes: '' },
  check: (picture) =>
    picture.ofKind('ConfigMap').map((found) => ({
      in: found,
      field: 'metadata.labels.owner',
      message: 'The ConfigMap has no owner.',
      expected: 'a team',
      fix: 'Set the label owner.',
    })),
};
const broken: Rule = {
  ...custom,
  id: 'naming/broken',
  check: () => {
    throw new Error('oh');
  },
};

test('a custom rule runs together with the built-in rules', () => {
  const { findings } = checkPicture(pictureOf({ kubernetes: config('a') }), { rules: [...allRules, custom] });
  expect(findings).toEqual([
    {
      rule: 'naming/owner',
      severity: 'warning',
      file: 'example.yaml',
      line: 3,
      object: 'ConfigMap default/a',
      field: 'metadata.labels.owner',
      message: 'The ConfigMap has no owner.',
      expected: 'a team',
      fix: 'Set the label owner.',
    },
  ]);
});

test('the check reports a rule that throws and still runs the others', () => {
  const { findings } = checkPicture(pictureOf({ kubernetes: config('a') }), { rules: [broken, custom] });
  expect(findings.map(({ rule, object }) => [rule, object])).toEqual([
    ['check/internal-error', 'naming/broken'],
    ['naming/owner', 'ConfigMap default/a'],
  ]);
});

test('the check skips rules that need a missing half, with the reason', () => {
  const needsTerraform: Rule = { ...custom, id: 'naming/terraform', needs: ['kubernetes', 'terraform'] };
  const { skipped, findings } = checkPicture(pictureOf({ kubernetes: config('a') }), {
    rules: [needsTerraform],
  });
  expect(skipped).toEqual([
    { rule: 'naming/terraform', because: 'the files contain no Terraform configuration' },
  ]);
  expect(findings).toEqual([]);
});

test('the check skips rules that need all of the Terraform if a module is elsewhere', () => {
  const rule: Rule = { ...custom, id: 'naming/absent', needsAllTerraform: true };
  const picture = new DeploymentPicture([], [], [], { missingTerraform: 'the files lack a module' });
  expect(checkPicture(picture, { rules: [{ ...rule, needs: [] }] }).skipped).toEqual([
    {
      rule: 'naming/absent',
      because: 'the files lack a module',
    },
  ]);
});

test('findings are sorted by severity, file, line and rule', () => {
  const error: Rule = { ...custom, id: 'storage/error', severity: 'error' };
  const picture = pictureOf({ kubernetes: `${config('b')}---\n${config('a')}` });
  const { findings } = checkPicture(picture, { rules: [custom, error] });
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ['storage/error', 3],
    ['storage/error', 7],
    ['naming/owner', 3],
    ['naming/owner', 7],
  ]);
});

test('a Terraform finding has its line and construct path', () => {
  const rule: Rule = {
    ...custom,
    id: 'services/any',
    needs: ['terraform'],
    check: (picture) =>
      picture.resourcesOf('azurerm_key_vault').map((vault) => ({
        in: vault,
        field: 'network_acls.default_action',
        message: 'x',
        expected: 'y',
        fix: 'z',
      })),
  };
  const vault = {
    '//': { metadata: { path: 'production/key-vault/Resource' } },
    name: 'a',
    network_acls: { bypass: 'None', default_action: 'Allow' },
  };
  const picture = pictureOf({ terraform: { resource: { azurerm_key_vault: { vault } } } });
  const [finding] = checkPicture(picture, { rules: [rule] }).findings;
  expect(finding).toMatchObject({
    object: 'azurerm_key_vault.vault',
    constructPath: 'production/key-vault/Resource',
    line: 13,
  });
});
