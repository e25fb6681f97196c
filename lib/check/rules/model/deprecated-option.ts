import type { Rule } from '../../rule';
import { vllmExample } from '../example-manifests';
import { optionFindings } from '../option-findings';

export const deprecatedOption: Rule = {
  id: 'model/deprecated-option',
  title: 'An engine must not use a deprecated option',
  severity: 'warning',
  why: 'A later release removes the option, and the engine then exits at startup.',
  source: 'the argument parsers in the releases of vLLM; docs/engine-options (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --log-config-file=/etc/logging.json' }) },
  good: {
    kubernetes: vllmExample({
      args: '--model=microsoft/phi-4, --logging-config.pylogging_config_file=/etc/logging.json',
    }),
  },
  check: (picture) => optionFindings(picture, 'deprecated', 'a later image does not start with it'),
};
