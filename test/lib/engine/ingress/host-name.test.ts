import { hostNameProblem } from '../../../../lib/engine/ingress/host-name';

const label = (length: number) => 'a'.repeat(length);
/** A name of labels that are short enough. */
const hostOf = (length: number) => `${label(length - 50)}.${label(49)}`;

test.each(['ai.example.com', '*.example.com', 'ai', '4u.example.com', `${label(63)}.com`, hostOf(113)])(
  '%s is a host',
  (host) => expect(hostNameProblem(host)).toBeUndefined(),
);

test.each([
  [
    '*',
    `"*" is invalid: use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit`,
  ],
  [
    'a.*.example.com',
    `"a.*.example.com" is invalid: use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit`,
  ],
  [
    'ai.example.com.',
    `"ai.example.com." is invalid: use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit`,
  ],
  ['*.', '"" has 0 characters'],
  ['10.0.0.1', '"10.0.0.1" is an IP address or ends with a number'],
  [
    `${label(64)}.com`,
    'label "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" has 64 characters; 1 to 63 are allowed',
  ],
  [
    `${hostOf(113)}.abcdef`,
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.abcdef" has 120 characters; at most 118 are allowed, because names of objects contain it',
  ],
])('%s is no host', (host, problem) => expect(hostNameProblem(host)).toContain(problem));

test('the longest host leaves room for the longest names around it', () => {
  const longest = `*.${hostOf(113)}.ab`;
  expect(longest).toHaveLength(118);
  expect(hostNameProblem(longest)).toBeUndefined();
  expect(`${label(63)}-${longest.replace('*', 'wildcard')}-${label(63)}`).toHaveLength(253);
});
