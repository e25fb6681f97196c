import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const queryLabel: Rule = {
  id: 'scaling/query-label',
  title: 'A query on vLLM metrics must use the names of vLLM metrics and labels',
  severity: 'error',
  why: 'vLLM labels its metrics with model_name. A query with another label returns no data, which KEDA reads as 0, so the workload never scales out.',
  source: 'vllm-project/vllm vllm/v1/metrics/loggers.py; production-stack scaledobject-vllm.yaml (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(vllm:num_requests_waiting{model=x})", threshold: "5", ignoreNullValues: "false" } }',
    ),
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(vllm:num_requests_waiting{model_name=x})", threshold: "5", ignoreNullValues: "false" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ metadata, path }) => {
        const query = textAt(metadata, 'query') ?? '';
        const underscore = /\bvllm_(?!router)\w+/.exec(query)?.[0];
        const label = /\bvllm:\w+\{[^}]*?\b(model|model_id|served_model_name)\s*=/.exec(query)?.[1];
        if (underscore === undefined && label === undefined) return [];
        return [
          {
            in: found,
            field: `${path}.metadata.query`,
            message:
              underscore === undefined
                ? `The query uses the label "${label}", which vLLM does not set, so it returns no data.`
                : `The query uses the metric "${underscore}", which vLLM does not export, so it returns no data.`,
            expected:
              underscore === undefined
                ? 'the label model_name with the model name of the API'
                : `the metric "${underscore.replace('_', ':')}", because vLLM metric names contain a colon`,
            fix:
              underscore === undefined
                ? 'Use the label model_name in the query.'
                : `Replace "${underscore}" with "${underscore.replace('_', ':')}" in the query.`,
          },
        ];
      }),
    ),
};
