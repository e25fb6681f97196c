import type { Rule } from '../../rule';
import { vllmExample } from '../example-manifests';
import { optionFindings } from '../option-findings';

export const repeatedOption: Rule = {
  id: 'model/repeated-option',
  title: 'An option of an engine must not have two values',
  severity: 'warning',
  why: 'The last value silently replaces the others, and the setting that a reader sees first has no effect.',
  source: 'docs.python.org/3/library/argparse.html, the action store (2026-12)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-num-seqs=64, --max-num-seqs=128' }),
  },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-num-seqs=64' }) },
  check: (picture) => optionFindings(picture, 'repeated', 'one of the settings has no effect'),
};
