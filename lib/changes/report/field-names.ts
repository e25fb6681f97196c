import type { FieldChange } from '../compare/field-change';
import { type Markup, m } from './markup';

/** Paths of pod templates, which the report omits. */
const templates = /^spec\.(?:template|jobTemplate\.spec\.template|jobTargetRef\.template)\.(?:spec\.)?/;

/** The path of a change without the path of the pod template: `containers[vllm].image`. */
export function fieldName({ path }: Pick<FieldChange, 'path'>): string {
  return path === ''
    ? '(whole object)'
    : path.replace(templates, (match) => (match.endsWith('spec.') ? '' : 'template.'));
}

/** The names of changed fields, each once. */
export function fieldNames(changes: readonly FieldChange[]): readonly string[] {
  return [...new Set(changes.map(fieldName))];
}

/** `vm_size from Standard_D4s_v5 to Standard_D8s_v5`. */
export function fieldFromTo({ path, before, after }: FieldChange, text: (value: unknown) => string): Markup {
  if (before === undefined) return m`${path} is set to ${text(after)}`;
  if (after === undefined) return m`${path} (was ${text(before)}) is removed`;
  return m`${path} from ${text(before)} to ${text(after)}`;
}
