import { parse } from 'yaml';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, nearestName } from '../problems/value-rules';
import { isJsonObject, listAt, mapAt } from '../values/json';
import type { CheckSettings } from './check-picture';
import type { PictureContext } from './deployment-picture';
import type { Severity } from './finding';
import { currentRuleId } from './renamed-rules';
import { readSuppression, type Suppression } from './suppression';

/** Content of a configuration file. */
export interface CheckConfig {
  readonly severities: NonNullable<CheckSettings['severities']>;
  readonly suppressions: readonly Suppression[];
  readonly context: PictureContext;
}

const fields = ['severities', 'suppressions', 'imageRegistries', 'namespaces'];
const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'off'];

/**
 * Reads a configuration file:
 *
 * ```yaml
 * severities: { network/public-load-balancer: error }
 * suppressions:
 *   - rule: images/fixed-and-known-image
 *     target: Deployment tools/*
 *     reason: built on each node
 * imageRegistries: [docker.io, quay.io]
 * namespaces: [kube-system, default]
 * ```
 */
export function readCheckConfig(
  text: string,
  file: string,
  ruleIds: readonly string[],
  problems: ProblemList,
): CheckConfig {
  const content = parseConfig(text, problems);
  for (const key of Object.keys(content)) {
    if (!fields.includes(key)) problems.add(key, 'unknown field', knownNames(key, fields, 'fields'));
  }
  const chosen: Record<string, Severity | 'off'> = {};
  for (const [rule, value] of Object.entries(mapAt(content, 'severities'))) {
    const severity = severities.find((each) => each === value);
    const at = problems.at('severities');
    if (!ruleIds.includes(currentRuleId(rule))) at.add(rule, 'unknown rule', suggestion(rule, ruleIds));
    else if (severity === undefined) {
      at.add(rule, `"${String(value)}" is not a severity`, `Use one of ${severities.join(', ')}.`);
    } else chosen[rule] = severity;
  }
  const suppressions = listAt(content, 'suppressions').flatMap((each, index) => {
    const suppression = readSuppression(each, file);
    if (suppression !== undefined) return [suppression];
    problems
      .at('suppressions')
      .add(index, 'the suppression has no rule or no target', 'Set rule, target and reason.');
    return [];
  });
  const stringsOf = (key: string): readonly string[] | undefined =>
    content[key] === undefined
      ? undefined
      : listAt(content, key).filter((each): each is string => typeof each === 'string');
  const allowedImageRegistries = stringsOf('imageRegistries');
  const existingNamespaces = stringsOf('namespaces');
  return {
    severities: chosen,
    suppressions,
    context: {
      ...(allowedImageRegistries === undefined ? {} : { allowedImageRegistries }),
      ...(existingNamespaces === undefined ? {} : { existingNamespaces }),
    },
  };
}

function parseConfig(text: string, problems: ProblemList): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = parse(text) ?? {};
    if (isJsonObject(content)) return content;
    problems.add('', 'the file is not a map of fields', `Use the fields ${fields.join(', ')}.`);
  } catch (error) {
    problems.add('', (error as Error).message.split('\n')[0]!, 'Correct the YAML.');
  }
  return {};
}

function suggestion(rule: string, ruleIds: readonly string[]): string {
  const nearest = nearestName(rule, ruleIds);
  return nearest === '' ? 'docs/rules.md lists all rules.' : nearest;
}
