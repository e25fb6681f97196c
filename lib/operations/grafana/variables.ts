import { promQlText } from '../../engine/inference/vllm-metrics';
import type { DashboardVariable, VariableOption } from './dashboard-model';

/** Which Prometheus is asked: with Azure Managed Grafana the one that it has been connected with. */
export const dataSourceVariable: DashboardVariable = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  description: 'The Azure Monitor workspace of the cluster.',
  query: 'prometheus',
  multi: false,
  includeAll: false,
  options: [],
};

/** A choice of what the platform has. */
export function choice(input: {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Values with their texts; at least one. */
  readonly values: readonly { readonly text: string; readonly value: string }[];
  /** Several, and all, may be chosen. */
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

/** A comma ends a value. */
const escaped = (text: string) => text.replaceAll(',', '\\,');

/**
 * PromQL of a number that follows a choice: a limit of each value, of which the chosen one's is left. Prometheus has no table of
 * constants; each is a series of its own, with the value as its label.
 */
export function limitOfChoice(
  variable: string,
  limits: readonly { readonly value: string; readonly limit: number }[],
): string {
  const series = limits.map(({ value, limit }) => labelled(String(limit), promQlText(value)));
  return `(${series.join(' or ')}) and on (choice) ${labelled('1', `"$${variable}"`)}`;
}

const labelled = (value: string, text: string) =>
  `label_replace(vector(${value}), "choice", ${text}, "", "")`;
