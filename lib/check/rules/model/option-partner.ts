import type { Rule } from '../../rule';
import { vllmExample } from '../example-manifests';
import { optionFindings } from '../option-findings';

export const optionPartner: Rule = {
  id: 'model/option-partner',
  title: 'An option of an engine must come with the options that it requires',
  severity: 'error',
  why: 'vLLM checks some pairs of options before it loads the model, and exits at startup.',
  source: 'vLLM validate_parsed_serve_args() of each release; docs/engine-options (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --enable-auto-tool-choice' }) },
  good: {
    kubernetes: vllmExample({
      args: '--model=microsoft/phi-4, --enable-auto-tool-choice, --tool-call-parser=hermes',
    }),
  },
  check: (picture) => optionFindings(picture, 'partner', 'the engine exits at startup'),
};
