import { allRules } from '../../../lib/check/all-rules';
import { checkPicture } from '../../../lib/check/check-picture';
import type { Rule } from '../../../lib/check/rule';
import { pictureOf } from './example-picture';

const config = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: default }\n`;

/** A rule of somebody else: every ConfigMap has an owner. */
const mine: Rule = {
  id: 'naming/owner',
  title: 'Every ConfigMap has an owner',
  severity: 'warning',
  why: 'Nobody knows whom to ask.',
  source: 'our handbook (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: config('a') },
  good: { kubernetes: '' },
  check: (picture) =>
    picture.ofKind('ConfigMap').map((found) => ({
      in: found,
      field: 'metadata.labels.owner',
      message: 'left out',
      expected: 'a team',
      fix: 'Set it.',
    })),
};
const broken: Rule = {
  ...mine,
  id: 'naming/broken',
  check: () => {
    throw new Error('oh');
  },
};

test('a rule of your own runs beside the others', () => {
  const { findings } = checkPicture(pictureOf({ kubernetes: config('a') }), { rules: [...allRules, mine] });
  expect(findings).toEqual([
    {
      rule: 'naming/owner',
      severity: 'warning',
      file: 'example.yaml',
      line: 3,
      object: 'ConfigMap default/a',
      field: 'metadata.labels.owner',
      message: 'left out',
      expected: 'a team',
      fix: 'Set it.',
    },
  ]);
});

test('a rule that fails is told with its id, and hides no other', () => {
  const { findings } = checkPicture(pictureOf({ kubernetes: config('a') }), { rules: [broken, mine] });
  expect(findings.map(({ rule, object }) => [rule, object])).toEqual([
    ['check/internal-error', 'naming/broken'],
    ['naming/owner', 'ConfigMap default/a'],
  ]);
});

test('rules that need a half that is not there do not run, and the report says which and why', () => {
  const needsTerraform: Rule = { ...mine, id: 'naming/terraform', needs: ['kubernetes', 'terraform'] };
  const { skipped, findings } = checkPicture(pictureOf({ kubernetes: config('a') }), {
    rules: [needsTerraform],
  });
  expect(skipped).toEqual([
    { rule: 'naming/terraform', because: 'there is no Terraform configuration here' },
  ]);
  expect(findings).toEqual([]);
});

test('findings are sorted: errors first, then by file, line and rule', () => {
  const error: Rule = { ...mine, id: 'storage/error', severity: 'error' };
  const picture = pictureOf({ kubernetes: `${config('b')}---\n${config('a')}` });
  const { findings } = checkPicture(picture, { rules: [mine, error] });
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ['storage/error', 3],
    ['storage/error', 7],
    ['naming/owner', 3],
    ['naming/owner', 7],
  ]);
});

test('a finding in Terraform has its line and the construct that made it', () => {
  const rule: Rule = {
    ...mine,
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
