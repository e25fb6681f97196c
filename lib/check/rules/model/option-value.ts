import type { Rule } from '../../rule';
import { vllmExample } from '../example-manifests';
import { optionFindings } from '../option-findings';

export const optionValue: Rule = {
  id: 'model/option-value',
  title: 'An option of an engine must have a valid value',
  severity: 'error',
  why: 'An engine exits at startup because of a value of the wrong type, a value that is not among its choices, or a parser that it does not know.',
  source:
    'the argument parsers in the releases of vLLM, SGLang, Triton and TGI; docs/engine-options (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-num-seqs=many' }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-num-seqs=64' }) },
  check: (picture) => optionFindings(picture, 'value', 'the engine exits at startup'),
};
