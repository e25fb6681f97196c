import type { FieldChange } from '../compare/field-change';
import { type Markup, m } from './markup';

/** Templates of pods, which a reader knows without their path. */
const templates = /^spec\.(?:template|jobTemplate\.spec\.template|jobTargetRef\.template)\.(?:spec\.)?/;

/** The path of a change as short as it is clear: `containers[vllm].image` of a pod's template. */
export function fieldName({ path }: Pick<FieldChange, 'path'>): string {
  return path === ''
    ? 'all of it'
    : path.replace(templates, (match) => (match.endsWith('spec.') ? '' : 'template.'));
}

/** Fields that are the reason of something. */
export function fieldNames(changes: readonly FieldChange[]): readonly string[] {
  return [...new Set(changes.map(fieldName))];
}

/** `vm_size from Standard_D4s_v5 to Standard_D8s_v5`. */
export function fieldFromTo({ path, before, after }: FieldChange, text: (value: unknown) => string): Markup {
  if (before === undefined) return m`${path} becomes ${text(after)}`;
  if (after === undefined) return m`${path}, which was ${text(before)}, is no longer said`;
  return m`${path} from ${text(before)} to ${text(after)}`;
}
