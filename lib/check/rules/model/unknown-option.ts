import type { Rule } from '../../rule';
import { vllmExample } from '../example-manifests';
import { optionFindings } from '../option-findings';

export const unknownOption: Rule = {
  id: 'model/unknown-option',
  title: 'An engine must have the options that it gets',
  severity: 'error',
  why: 'An engine exits at startup because of an option that its release does not have. Releases remove and rename options, so an upgrade of the image stops the server.',
  source:
    'the argument parsers in the releases of vLLM, SGLang, Triton and TGI; docs/engine-options (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --swap-space=4' }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-num-seqs=64' }) },
  check: (picture) => optionFindings(picture, 'unknown', 'the engine exits at startup'),
};
