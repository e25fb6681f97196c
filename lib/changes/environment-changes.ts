import type { CheckSettings } from '../check/check-picture';
import { DeploymentPicture, type PictureContext } from '../check/deployment-picture';
import { readFiles, type UnreadablePart } from '../check/read-files';
import { mapAt } from '../values/json';
import type { AzureChanges } from './azure/azure-change';
import { azureChanges, type TerraformStack } from './azure/azure-changes';
import { terraformSettingsOf } from './azure/terraform-settings';
import type { EnvironmentFiles, StackFile } from './environment-files';
import { type FindingChanges, findingChanges } from './finding-changes';
import { type HalfAgreement, halfAgreement } from './half-agreement';
import { type ApplicationEnd, applicationEnd } from './kubernetes/application-ends';
import { changedCharts } from './kubernetes/chart-changes';
import { type KindChange, kindChanges } from './kubernetes/kind-changes';
import { type MissingSource, missingSources } from './kubernetes/missing-sources';
import { type ModelChange, modelChanges } from './kubernetes/model-changes';
import { type ApplicationChanges, objectChanges } from './kubernetes/object-changes';
import { type StalePods, stalePods } from './kubernetes/stale-pods';
import { type SyncTimes, syncTimesOf } from './kubernetes/sync-times';
import { type WorkloadRestart, workloadRestarts } from './kubernetes/workload-restarts';
import { type LimitChanges, limitChanges } from './limit-changes';
import { type DeploymentOrder, deploymentOrder } from './order/deployment-order';

/** The differences between two states of an environment. */
export interface EnvironmentChanges {
  readonly environment: string;
  /** Whether the environment is new, removed, or on both sides. */
  readonly is: 'added' | 'removed' | 'changed' | 'unchanged';
  /** Names of its stacks; of the stacks of the base if it no longer has one. */
  readonly stacks: readonly string[];
  readonly applications: readonly ApplicationChanges[];
  /** What happens to the objects of each removed application. */
  readonly ends: ReadonlyMap<string, ApplicationEnd>;
  readonly restarts: readonly WorkloadRestart[];
  /** Removed objects that pods still reference. */
  readonly missing: readonly MissingSource[];
  /** Model servers whose model or served names change. */
  readonly models: readonly ModelChange[];
  /** Workloads whose kind changes. */
  readonly kinds: readonly KindChange[];
  /** Workloads that do not restart although an object that they read changes. */
  readonly stale: readonly StalePods[];
  /** Applications whose Helm charts change. The effect on pods is unknown. */
  readonly charts: readonly string[];
  readonly syncTimes: SyncTimes;
  /**
   * Whether its Terraform state, before the change, is a file in a checkout; undefined if unknown.
   */
  readonly isStateLocal: boolean | undefined;
  /** Changes of each stack; undefined if a side has no Terraform. */
  readonly azure: readonly AzureChanges[] | undefined;
  readonly limits: LimitChanges;
  /** The steps before and after the merge. */
  readonly order: DeploymentOrder;
  readonly findings: FindingChanges;
  /** Parts of files that cannot be read. */
  readonly unreadable: readonly UnreadableFile[];
  /** Whether the code stops synthesizing it and its folder in `dist/` still exists. */
  readonly isAbandoned: boolean;
  /** Whether a side has manifests. A new environment may have only Terraform. */
  readonly hasManifests: boolean;
  /**
   * Of each checkout with both halves, whether they are synthesized from the same definition. Empty
   * where Azure is not compared.
   */
  readonly halves: readonly CheckoutHalves[];
}

/** A part of a file that cannot be read, with its checkout. */
export interface UnreadableFile extends UnreadablePart {
  readonly checkout: string;
  readonly isTerraform: boolean;
}

/** Whether the halves of a checkout agree. */
export interface CheckoutHalves {
  readonly checkout: string;
  readonly agreement: HalfAgreement;
}

/** Settings of the check for both sides. */
export interface ChangeCheck extends Pick<CheckSettings, 'severities' | 'suppressions'> {
  readonly context?: PictureContext;
}

/** An environment on one side. */
export interface EnvironmentSide extends EnvironmentFiles {
  /** Name of its checkout. */
  readonly checkout: string;
  /** Whether the checkout has its Terraform. The environment may still have no stack. */
  readonly hasTerraform: boolean;
  /** Whether it has manifests and the code no longer synthesizes a stack for it. */
  readonly isAbandoned: boolean;
}

/**
 * Compares two states of an environment: the objects that Argo CD applies, restarts and deletes,
 * the resources that Terraform replaces, the limits of GPUs and replicas, and the findings of the
 * check.
 */
export function environmentChanges(
  environment: string,
  before: EnvironmentSide,
  after: EnvironmentSide,
  { context = {}, ...check }: ChangeCheck = {},
): EnvironmentChanges {
  const sides = [before, after];
  const unreadableStacks = sides
    .filter(({ hasTerraform }) => hasTerraform)
    .flatMap(({ stacks, checkout }) => {
      const parts = readFiles(stacks.map(({ file }) => file)).unreadable;
      return parts.map((part) => ({ ...part, checkout, isTerraform: true }));
    });
  const isKnown =
    sides.every((side) => side.hasTerraform) && !after.isAbandoned && unreadableStacks.length === 0;
  const filesOf = ({ manifests, stacks }: EnvironmentSide) => [
    ...manifests,
    ...(isKnown ? stacks.map(({ file }) => file) : []),
  ];
  const read = sides.map((side) => readFiles(filesOf(side), context));
  const unreadable = [
    ...read.flatMap((each, index) =>
      each.unreadable.map((part) => ({ ...part, checkout: sides[index]!.checkout, isTerraform: false })),
    ),
    ...unreadableStacks,
  ];
  const [oldPicture, nowPicture] = read.map(({ picture }) => withoutFiles(picture, unreadable)) as [
    DeploymentPicture,
    DeploymentPicture,
  ];
  const applications = objectChanges(oldPicture.objects, nowPicture.objects);
  const azure = isKnown ? changesOfStacks(before.stacks, after.stacks) : undefined;
  const ends = endsOf(environment, applications, oldPicture, nowPicture);
  const findings = findingChanges(oldPicture, nowPicture, check);
  const changes = {
    environment,
    stacks: stackNames(environment, after.stacks.length > 0 ? after : before),
    applications,
    ends,
    missing: missingSources(nowPicture, applications, ends),
    models: modelChanges(oldPicture, nowPicture),
    kinds: kindChanges(oldPicture, nowPicture),
    restarts: workloadRestarts(nowPicture, applications),
    stale: stalePods(nowPicture, applications),
    charts: changedCharts(oldPicture, nowPicture),
    syncTimes: syncTimesOf(nowPicture),
    isStateLocal: isStateLocal(before.stacks),
    azure,
    limits: limitChanges(oldPicture, nowPicture, isKnown),
    order: deploymentOrder(oldPicture, nowPicture, applications.length > 0, azure ?? []),
    findings,
    unreadable,
    isAbandoned: after.isAbandoned && !before.isAbandoned,
    hasManifests: sides.some(({ manifests }) => manifests.length > 0),
    halves: isKnown ? sides.flatMap(halvesOf) : [],
  };
  return { ...changes, is: stateOf(changes, isThere(before), isThere(after)) };
}

/**
 * Removes a file from both sides if one side cannot be read, because its objects would look removed
 * or new.
 */
function withoutFiles(picture: DeploymentPicture, unreadable: readonly UnreadablePart[]): DeploymentPicture {
  if (unreadable.length === 0) return picture;
  const isKnown = (path: string) => !unreadable.some(({ file }) => file === path);
  return new DeploymentPicture(
    picture.files.filter(({ path }) => isKnown(path)),
    picture.objects.filter(({ file }) => isKnown(file)),
    picture.resources.filter(({ file }) => isKnown(file)),
    picture.context,
  );
}

function halvesOf({ checkout, manifests, stacks, definitions }: EnvironmentSide): readonly CheckoutHalves[] {
  if (manifests.length === 0 || stacks.length === 0) return [];
  return [{ checkout, agreement: halfAgreement(definitions.terraform, definitions.manifests) }];
}

function isThere({ manifests, stacks }: EnvironmentFiles): boolean {
  return manifests.length + stacks.length > 0;
}

function stateOf(
  { applications, azure, findings, unreadable, isAbandoned, halves }: Omit<EnvironmentChanges, 'is'>,
  wasThere: boolean,
  isThere: boolean,
): EnvironmentChanges['is'] {
  if (!wasThere) return 'added';
  if (!isThere) return 'removed';
  const isNothing =
    applications.length === 0 &&
    (azure ?? []).every(isNothingInAzure) &&
    Object.values(findings).every((each) => each.length === 0) &&
    unreadable.length === 0 &&
    halves.every(({ agreement }) => agreement.is !== 'different') &&
    !isAbandoned;
  return isNothing ? 'unchanged' : 'changed';
}

function isNothingInAzure({ settings, ...lists }: AzureChanges): boolean {
  return settings.changes.length === 0 && Object.values(lists).every((list) => list.length === 0);
}

function stackNames(environment: string, { stacks }: EnvironmentFiles): readonly string[] {
  return [...new Set(stacks.map(({ part }) => part))]
    .sort()
    .map((part) => (part === '' ? environment : `${environment}-${part}`));
}

function changesOfStacks(before: readonly StackFile[], after: readonly StackFile[]): readonly AzureChanges[] {
  const parts = [...new Set([...before, ...after].map(({ part }) => part))].sort();
  return parts.map((part) => azureChanges(stackOf(before, part), stackOf(after, part)));
}

/** Whether the state is local, which is Terraform's default without a backend. */
function isStateLocal(stacks: readonly StackFile[]): boolean | undefined {
  const all = stacks.map(({ file }) => terraformSettingsOf([file]).terraform);
  const known = all.filter((terraform) => Object.keys(terraform).length > 0);
  if (known.length === 0) return undefined;
  return known.some((terraform) => {
    const backends = Object.keys(mapAt(terraform, 'backend'));
    return backends.length === 0 || backends.includes('local');
  });
}

function stackOf(stacks: readonly StackFile[], part: string): TerraformStack {
  const files = stacks.filter((stack) => stack.part === part).map(({ file }) => file);
  return { files, resources: readFiles(files).picture.resources };
}

function endsOf(
  environment: string,
  applications: readonly ApplicationChanges[],
  before: DeploymentPicture,
  after: DeploymentPicture,
): ReadonlyMap<string, ApplicationEnd> {
  return new Map(
    applications
      .filter(({ is }) => is === 'removed')
      .map(({ application }) => [
        application,
        applicationEnd(`dist/${environment}/${application}`, before.objects, after.objects),
      ]),
  );
}
