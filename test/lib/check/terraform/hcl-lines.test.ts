import { hclLineOf } from '../../../../lib/check/terraform/hcl-lines';

const text = `# comment
resource "a" "b" {
  name = "x"

  dynamic "rule" {
    for_each = []
  }
  upgrade_settings {
    max_surge = "10%"
  }
}

resource "a" "c" {
  max_surge = "1"
}
`;

it.each([
  ['a block', ['resource', 'a', 'c'], 13],
  ['an attribute', ['resource', 'a', 'b', 'name'], 3],
  ['an attribute of a nested block', ['resource', 'a', 'b', 'upgrade_settings', 'max_surge'], 9],
  ['an attribute of a block in a list', ['resource', 'a', 'b', 'upgrade_settings', 0, 'max_surge'], 9],
  ['a dynamic block', ['resource', 'a', 'b', 'rule'], 5],
  ['an attribute that is not set, as its block', ['resource', 'a', 'c', 'name'], 13],
  ['nothing', ['resource', 'a', 'd'], undefined],
])('finds the line of %s', (_, path, line) => {
  expect(hclLineOf(text, path)).toBe(line);
});
