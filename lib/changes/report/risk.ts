import type { Markup } from './markup';

/** Kinds of risks with their titles, the worst first. */
export const riskKinds = {
  refused: 'Terraform fails',
  denied: 'refused by Azure',
  fails: 'sync fails',
  broken: 'pods fail',
  callers: 'requests fail',
  lost: 'lost',
  deleted: 'deleted',
  unprotected: 'no longer protected',
  replaced: 'recreated',
  rotates: 'nodes replaced',
  error: 'check error',
} as const;

export type RiskKind = keyof typeof riskKinds;

/** One dangerous consequence of a change. */
export interface Risk {
  readonly kind: RiskKind;
  readonly environment: string;
  readonly what: Markup;
  readonly why: Markup;
  /** The consequence, or what to do. */
  readonly outcome: Markup;
}

export type RiskWithoutPlace = Omit<Risk, 'environment'>;
