import { countOf } from '../../../../lib/engine/inference/vllm-number';

test.each([
  ['8192', 8192],
  ['8k', 8000],
  ['8K', 8192],
  ['1.5k', 1500],
])('%s is %d', (text, number) => expect(countOf(text)).toBe(number));

test('any other text is no number', () => expect(countOf('many')).toBeNaN());
