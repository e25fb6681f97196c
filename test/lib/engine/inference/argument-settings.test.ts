import { argumentSettings } from '../../../../lib/engine/inference/argument-settings';
import { ProblemList } from '../../../../lib/problems/problem-list';

const settingsOf = (...extraArgs: readonly string[]) => argumentSettings(extraArgs, ProblemList.create());

function problemsOf(...extraArgs: readonly string[]): readonly string[] {
  const problems = ProblemList.create();
  argumentSettings(extraArgs, problems.at('extraArgs'));
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
}

test.each([
  ['no arguments', [], {}],
  ['other arguments', ['--enable-auto-tool-choice', '--seed', '1'], {}],
  ['tokens of a batch', ['--max-num-batched-tokens=16384'], { maxNumBatchedTokens: 16_384 }],
  ['tokens as a separate value', ['--max-num-batched-tokens', '8k'], { maxNumBatchedTokens: 8000 }],
  ['an abbreviation', ['--max-num-batch=8K'], { maxNumBatchedTokens: 8192 }],
  ['underscores', ['--max_num_batched_tokens=4096'], { maxNumBatchedTokens: 4096 }],
  ['no CUDA graphs', ['--enforce-eager'], { enforceEager: true }],
  ['CUDA graphs', ['--no-enforce-eager'], { enforceEager: false }],
  ['expert parallelism', ['--enable-expert-parallel'], { expertParallel: true }],
  ['its short form', ['-ep'], { expertParallel: true }],
  [
    'the last of two',
    ['--max-num-batched-tokens=1', '--max-num-batched-tokens=2'],
    { maxNumBatchedTokens: 2 },
  ],
  [
    'layers for prediction',
    ['--speculative-config={"method":"mtp","num_speculative_tokens":3}'],
    { speculativeTokens: 3, speculativeMethod: 'mtp' },
  ],
  [
    'the former name of the method',
    ['-sc', '{"method":"qwen3_next_mtp","num_speculative_tokens":2}'],
    { speculativeTokens: 2, speculativeMethod: 'mtp' },
  ],
  [
    'one key for each argument',
    ['--speculative-config.method=eagle3', '--speculative-config.num_speculative_tokens', '4'],
    { speculativeTokens: 4, speculativeMethod: 'eagle' },
  ],
  [
    'arguments of their own',
    ['--spec-method=mtp', '--spec-tokens=2'],
    { speculativeTokens: 2, speculativeMethod: 'mtp' },
  ],
  [
    'a draft without a number of tokens',
    ['--spec-method=mtp'],
    { speculativeTokens: 1, speculativeMethod: 'mtp' },
  ],
  [
    'drafts from the text',
    ['--spec-method=ngram', '--spec-tokens=5'],
    { speculativeTokens: 5, speculativeMethod: 'ngram' },
  ],
  [
    'a head by its name',
    ['--spec-model=yuhuili/EAGLE3-LLaMA3.1-Instruct-8B', '--spec-tokens=2'],
    { speculativeTokens: 2, speculativeMethod: 'eagle' },
  ],
  [
    'a draft model of unknown size',
    ['--spec-model=Qwen/Qwen3-0.6B', '--spec-tokens=2'],
    { speculativeTokens: 2, unknownDraft: { index: 0, name: 'Qwen/Qwen3-0.6B' } },
  ],
])('%s', (_, extraArgs, settings) => expect(settingsOf(...extraArgs)).toEqual(settings));

test.each([
  [
    '--max-num-batched-tokens=many',
    'extraArgs[0]: "many" is not a valid number of tokens | Use a whole number, 1 or greater, such as 8192 or 8K.',
  ],
  [
    '--performance-mode=fast',
    'extraArgs[0]: "fast" is not a performance mode of vLLM | Use balanced, interactivity, throughput.',
  ],
  [
    '--speculative-config={method:mtp}',
    'extraArgs[0]: "{method:mtp}" is not a JSON object | Write the configuration as JSON, such as {"method":"mtp","num_speculative_tokens":1}.',
  ],
])('%s is refused', (argument, problem) => expect(problemsOf(argument)).toEqual([problem]));

test('a configuration that is not readable has one problem, and no draft', () => {
  const problems = ProblemList.create();
  expect(argumentSettings(['--speculative-config=mtp'], problems)).toEqual({});
  expect(problems.problems).toHaveLength(1);
});
