import { images } from '../../../facts/versions';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
import { scalersOf } from '../../views/scaled-objects';
import { deploymentExample, prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const server = deploymentExample('args: [--model=microsoft/phi-4, --served-model-name=phi]', {
  image: images.vllm.reference,
});
const scaled = (label: string) =>
  `${server}---${scaledObjectExample('minReplicaCount: 1,', prometheusTriggerExample(`sum(vllm:num_requests_waiting{${label}})`))}`;

export const queryModel: Rule = {
  id: 'scaling/query-model',
  title: 'A query on vLLM metrics must select the model and the namespace of its target',
  severity: 'error',
  why: 'vLLM sets the label model_name to the first served model name. A query for another name returns no data, which KEDA reads as 0, so it removes replicas under load.',
  source: 'vllm-project/vllm vllm/v1/metrics/loggers.py; llm-d/llm-d-benchmark#1611 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('model_name="microsoft/phi-4"') },
  good: { kubernetes: scaled('model_name="phi"') },
  check: (picture) => {
    const targets = new Map(autoscalersOf(picture).map((scaler) => [scaler.found, scaler]));
    return scalersOf(picture).flatMap(({ found, triggers }) => {
      const target = targets.get(found)?.target;
      const engines = enginesOf(picture).filter(
        ({ container, type }) => type === 'vllm' && container.pod.owner === target,
      );
      if (target === undefined || engines.length === 0) return [];
      const names = engines.map((engine) => flagOf(engine, 'served-model-name') ?? modelOf(engine));
      const isKnown = engines.every(({ isOpaque, flags }) => !isOpaque && !flags.has('config'));
      return triggers.flatMap(({ type, metadata, path }) => {
        const query = textAt(metadata, 'query') ?? '';
        if (type !== 'prometheus' || !/\bvllm:/.test(query) || query.includes('{{')) return [];
        const wrongLabel = (label: string, value: string, right: string) => ({
          in: found,
          field: `${path}.metadata.query`,
          message: `The query selects ${label}="${value}", but the metrics of ${target.object.kind} ${target.object.metadata.name} have ${label}="${right}", so KEDA does not see its load.`,
          expected: `${label}="${right}"`,
          fix: `Correct ${label} in the query.`,
        });
        const model = labelOf(query, 'model_name');
        const namespace = labelOf(query, 'namespace');
        const targetNamespace = target.object.metadata.namespace;
        const known = names.filter((name) => name !== undefined && !/[$\s]/.test(name));
        return [
          ...(isKnown && model !== undefined && known.length === names.length && !known.includes(model)
            ? [wrongLabel('model_name', model, known[0]!)]
            : []),
          ...(namespace !== undefined && targetNamespace !== undefined && namespace !== targetNamespace
            ? [wrongLabel('namespace', namespace, targetNamespace)]
            : []),
        ];
      });
    });
  },
};

/**
 * The one value that a query requires of a label; undefined for patterns and for several values.
 */
function labelOf(query: string, label: string): string | undefined {
  const values = [...query.matchAll(new RegExp(`\\b${label}\\s*=\\s*["']([^"']*)["']`, 'g'))].map(
    ([, value]) => value!,
  );
  return new Set(values).size === 1 ? values[0] : undefined;
}
