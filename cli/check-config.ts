import { existsSync } from 'node:fs';
import { allRules } from '../lib/check/all-rules';
import { type CheckConfig, readCheckConfig } from '../lib/check/check-config';
import { ProblemList } from '../lib/problems/problem-list';
import { readText } from './files';

/** Read if it is there and no other is named. */
export const defaultConfig = 'aks-ai.check.yaml';

/**
 * Severities and suppressions of the check.
 *
 * @param named the file that the user named.
 * @param otherwise the file that is read if it is there.
 */
export function checkConfigOf(named: string | undefined, otherwise = defaultConfig): CheckConfig {
  const file = named ?? (existsSync(otherwise) ? otherwise : undefined);
  if (file === undefined) return { severities: {}, suppressions: [], context: {} };
  const problems = ProblemList.create();
  const config = readCheckConfig(
    readText(file, '--config'),
    file,
    allRules.map(({ id }) => id),
    problems,
  );
  problems.throwIfAny(file);
  return config;
}
