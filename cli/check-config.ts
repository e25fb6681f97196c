import { existsSync } from 'node:fs';
import { allRules } from '../lib/check/all-rules';
import { type CheckConfig, readCheckConfig } from '../lib/check/check-config';
import { ProblemList } from '../lib/problems/problem-list';
import { readText } from './files';

/** Configuration file that the check reads if it exists and `--config` names no other file. */
export const defaultConfig = 'aks-ai.check.yaml';

/**
 * Reads severities and suppressions of the check.
 *
 * @param named the file of `--config`.
 * @param otherwise the file to read if `named` is undefined and the file exists.
 * @throws {DefinitionError} with every problem of the file.
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
