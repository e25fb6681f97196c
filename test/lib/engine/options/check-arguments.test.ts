import { readFileSync } from 'node:fs';
import { optionProblems } from '../../../../lib/engine/options/check-arguments';
import { cataloguesOf, type OptionEngine } from '../../../../lib/engine/options/engine-tables';

const problems = (words: string, version?: string, engine: OptionEngine = 'vllm') =>
  optionProblems({ engine, version, words: words.split(' ') }).map(
    ({ kind, message }) => `${kind}: ${message}`,
  );

describe('the table of vLLM', () => {
  it('has the options of the documentation of 0.32.0', () => {
    const [catalogue] = cataloguesOf('vllm', '0.32.0').catalogues;
    const names = catalogue!.names.filter((name) => name.startsWith('--') && !name.startsWith('--no-'));
    // 318 with --help.
    expect(names).toHaveLength(317);
  });

  it.each([
    ['0.16.0', true],
    ['0.17.0', false],
    // Its parser accepts --disable-x for each --enable-x.
    ['0.33.0', true],
  ])('--disable-log-requests in %s: %s', (version, isKnown) => {
    expect(problems('--disable-log-requests', version).some((each) => each.startsWith('unknown'))).toBe(
      !isKnown,
    );
  });
});

test.each([
  ['an abbreviation', '--gpu-memory-util=0.9'],
  ['an underscore', '--max_num_seqs 64'],
  ['a short form', '-tp 2'],
  ['a negative name', '--no-enable-prefix-caching'],
  ['a key of a configuration', '--speculative-config.num_speculative_tokens 3'],
  ['several values', '--served-model-name a b --max-num-seqs 8'],
  ['a number with a unit', '--max-num-batched-tokens 8k'],
  ['a variable', '--max-num-seqs $(SEQUENCES)'],
  ['a value that is a negative number', '--seed -1'],
])('accepts %s', (_, words) => {
  expect(problems(words, '0.32.0')).toEqual([]);
});

test.each([
  ['--max-num-seq=4x', '0.32.0', 'value: --max-num-seq: "4x" is not a whole number'],
  ['--max-num-seqz=4', '0.32.0', 'unknown: "--max-num-seqz" is not an option of vLLM 0.32.0'],
  [
    '--shutdown-timeout=60',
    '0.16.0',
    'unknown: "--shutdown-timeout" is not an option of vLLM 0.16.0, which added it in 0.18.0',
  ],
  ['--max-num-seqs', '0.32.0', 'value: --max-num-seqs: it has no value'],
  ['--enforce-eager=true', '0.32.0', 'value: --enforce-eager: it takes no value'],
  ['--runner=embed', '0.32.0', 'value: --runner: "embed" is not a value of --runner'],
  ['--kv-transfer-config={', '0.32.0', 'value: --kv-transfer-config: "{" is not JSON'],
  [
    '--kv-transfer-config={"kv_connector":"x","kv_rol":"kv_both"}',
    '0.32.0',
    'value: --kv-transfer-config: it has no key "kv_rol"',
  ],
  [
    '--max-num-seqs=4 --max-num-seqs 8',
    '0.32.0',
    'repeated: --max-num-seqs is given twice, and the engine uses "--max-num-seqs 8" and not "--max-num-seqs 4"',
  ],
  ['--enable-log-outputs', '0.32.0', 'partner: --enable-log-outputs requires --enable-log-requests'],
  [
    '--enable-per-request-metrics --disable-log-stats',
    '0.32.0',
    'partner: --enable-per-request-metrics and --disable-log-stats exclude each other',
  ],
  ['--log-config-file=/log.json', '0.32.0', 'deprecated: --log-config-file is deprecated since vLLM 0.31.0'],
])('%s in %s', (words, version, expected) => {
  expect(problems(words, version)).toEqual([expected]);
});

test('without a version, only what every release rejects is a problem', () => {
  expect(problems('--swap-space=4 --shutdown-timeout=60 --kv-cache-dtype=fp8')).toEqual([]);
  expect(problems('--swap-spice=4 --max-num-seqs=x')).toEqual([
    'unknown: "--swap-spice" is not an option of any release of vLLM from 0.9.0 to 0.33.0',
    'value: --max-num-seqs: "x" is not a whole number',
  ]);
});

test('of a release that is newer than the table, only removed options and typing errors are problems', () => {
  expect(problems('--swap-space=4 --newest-option --max-num-seqs=auto', '0.99.0')).toEqual([
    expect.stringContaining('"--swap-space" is not an option of vLLM'),
  ]);
});

test('an older release than the table has no problem', () => {
  expect(problems('--anything', '0.6.0')).toEqual([]);
});

test.each([
  [
    'triton',
    '25.08',
    '--strict-readyness=true',
    'unknown: "--strict-readyness" is not an option of Triton 25.08',
  ],
  ['triton', '25.08', '--http-port=http', 'value: --http-port: "http" is not a whole number'],
  ['sglang', '0.5.9', '--model-paht=x', 'unknown: "--model-paht" is not an option of SGLang 0.5.9'],
] as const)('%s %s: %s', (engine, version, words, expected) => {
  const found = problems(words, version, engine);
  expect(found).toEqual([expect.stringContaining(expected)]);
});

test('the tables are loaded on first use', () => {
  const source = readFileSync(require.resolve('../../../../lib/engine/options/engine-tables'), 'utf8');
  expect(source).not.toMatch(/^import .*-options'/m);
});
