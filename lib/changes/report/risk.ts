import type { Markup } from './markup';

/** What a reviewer has to know before anything else, the worst first. */
export const riskKinds = {
  refused: 'Terraform refuses',
  fails: 'sync fails',
  broken: 'pods fail',
  callers: 'callers fail',
  lost: 'lost',
  deleted: 'deleted',
  unprotected: 'no longer protected',
  replaced: 'made anew',
  rotates: 'nodes replaced',
  error: 'check: error',
} as const;

export type RiskKind = keyof typeof riskKinds;

/** One dangerous consequence of a change. */
export interface Risk {
  readonly kind: RiskKind;
  readonly environment: string;
  readonly what: Markup;
  readonly why: Markup;
  /** What is gone, or what to do. */
  readonly outcome: Markup;
}

export type RiskWithoutPlace = Omit<Risk, 'environment'>;
