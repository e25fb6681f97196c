import { checkScalerTrigger } from '../../../engine/scaling/check-scaler-trigger';
import { ProblemList } from '../../../problems/problem-list';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledObjectExample } from '../example-manifests';

export const resourceTrigger: Rule = {
  id: 'scaling/resource-trigger',
  title: 'A CPU or memory trigger must have a valid metricType and value, and no authentication',
  severity: 'error',
  why: 'A CPU or memory trigger accepts the metric types Utilization and AverageValue. KEDA rejects any other type, a value with a percent sign such as "70%", and authentication.',
  source: 'keda.sh/docs/2.20/scalers/cpu; keda.sh/docs/2.20/scalers/memory (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledObjectExample(
      'minReplicaCount: 1,',
      '{ type: cpu, metricType: Utilization, metadata: { value: 70% } }',
    ),
  },
  good: {
    kubernetes: scaledObjectExample(
      'minReplicaCount: 1,',
      '{ type: cpu, metricType: Utilization, metadata: { value: "70" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path, metricType, authentication }) => {
        const value = textAt(metadata, 'value') ?? '';
        const kind = metricType ?? textAt(metadata, 'type') ?? 'Utilization';
        // scaling/metadata-texts reports values that are not strings.
        const isNotString = metadata['value'] !== undefined && typeof metadata['value'] !== 'string';
        if ((type !== 'cpu' && type !== 'memory') || value.includes('{{') || isNotString) return [];
        if (kind !== 'Utilization' && kind !== 'AverageValue' && kind !== 'Value') return [];
        const problems = ProblemList.create();
        checkScalerTrigger(
          {
            type,
            metadata: { value },
            metricType: kind,
            authentication:
              authentication === undefined ? 'none' : { triggerAuthenticationName: authentication },
            producedByTarget: true,
            description: type,
          },
          problems,
        );
        return problems.problems.map(({ path: key, message, fix }) => ({
          in: found,
          field:
            key === 'metricType'
              ? `${path}.metricType`
              : key === 'authentication'
                ? `${path}.authenticationRef`
                : `${path}.metadata.value`,
          message: `The ${type} trigger is invalid: ${message}.`,
          expected:
            'a whole percentage with Utilization or a quantity with AverageValue, without authentication',
          fix,
        }));
      }),
    ),
};
