import { promQlText } from '../../engine/inference/vllm-metrics';
import type { DashboardEnvironment } from './dashboard-environment';
import type { DashboardVariable, VariableOption } from './dashboard-model';

/**
 * Choice of the Prometheus data source. Azure Managed Grafana has one for each connected workspace.
 */
export const dataSourceVariable: DashboardVariable = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  description: 'Azure Monitor workspace of the cluster.',
  query: 'prometheus',
  multi: false,
  includeAll: false,
  options: [],
};

/** Choice between fixed values. */
export function choice(input: {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Values with their texts; at least one. */
  readonly values: readonly { readonly text: string; readonly value: string }[];
  /** Whether several values, or all, can be selected. */
  readonly multi: boolean;
}): DashboardVariable {
  const { name, label, description, values, multi } = input;
  const all: VariableOption = { selected: true, text: ['All'], value: ['$__all'] };
  const options = values.map(({ text, value }, index) => ({ selected: !multi && index === 0, text, value }));
  return {
    type: 'custom',
    name,
    label,
    description,
    query: values
      .map(({ text, value }) => (text === value ? escaped(value) : `${escaped(text)} : ${escaped(value)}`))
      .join(','),
    multi,
    includeAll: multi,
    current: multi ? all : options[0]!,
    options: multi ? [{ selected: true, text: 'All', value: '$__all' }, ...options] : options,
  };
}

/**
 * Choice of the environment. Its value is the namespace, because series contain the namespace and
 * not the environment.
 */
export function environmentVariable(environments: readonly DashboardEnvironment[]): DashboardVariable {
  const namespaces = [...new Set(environments.map(({ namespace }) => namespace))];
  return choice({
    name: 'namespace',
    label: 'Environment',
    description: 'Environment whose data source is selected. The value is the namespace of its workloads.',
    values: namespaces.map((namespace) => ({
      text: environments
        .filter((each) => each.namespace === namespace)
        .map(({ name }) => name)
        .join(' and '),
      value: namespace,
    })),
    multi: false,
  });
}

/** A comma ends a value. */
const escaped = (text: string) => text.replaceAll(',', '\\,');

/** Limit of one value in one environment. */
export interface Limit {
  readonly environment: DashboardEnvironment;
  /** Value of the variable. */
  readonly value: string;
  readonly limit: number;
}

/**
 * PromQL of the limits of the selected environment and value, one series per environment with a
 * label `environment`. Prometheus has no table of constants, so each limit is a series of its own
 * with the selection as its label `choice`.
 */
export function limitOfChoice(variable: string, limits: readonly Limit[]): string {
  const series = limits.map(({ environment: { name, namespace }, value, limit }) =>
    labelled(
      labelled(`vector(${limit})`, 'choice', promQlText(`${namespace} ${value}`)),
      'environment',
      promQlText(name),
    ),
  );
  return `(${series.join(' or ')}) and on (choice) ${labelled('vector(1)', 'choice', `"$namespace $${variable}"`)}`;
}

const labelled = (series: string, label: string, text: string) =>
  `label_replace(${series}, "${label}", ${text}, "", "")`;
