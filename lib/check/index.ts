/**
 * `aks-ai-platform/check`: the rules, and what runs them over anyone's manifests and Terraform
 * JSON.
 */
export type { JsonObject } from '../values/json';
export { allRules } from './all-rules';
export { type CheckConfig, readCheckConfig } from './check-config';
export {
  type CheckReport,
  type CheckSettings,
  checkPicture,
  checkPictures,
  type SkippedRule,
} from './check-picture';
export {
  DeploymentPicture,
  type FoundObject,
  type Half,
  type KubernetesObject,
  type PictureContext,
  type PictureFile,
} from './deployment-picture';
export { deploymentsOfFiles } from './deployments-of-files';
export { describeFinding, type Finding, type RuleFinding, type Severity } from './finding';
export { type ReadFiles, readFiles, type UnreadablePart } from './read-files';
export { jsonReport } from './report/json-report';
export { junitReport } from './report/junit-report';
export { sarifReport } from './report/sarif-report';
export { textReport } from './report/text-report';
export { type Rule, type RuleExample, type RuleFamily, ruleFamilies } from './rule';
export type { Suppressed, Suppression } from './suppression';
export type { FoundResource } from './terraform-resource';
