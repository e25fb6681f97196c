/** `aks-ai-platform/sizing`: GPU memory of models, and VM sizes that fit. */
export type { KvShape, ModelFacts, WeightQuantization } from '../../facts/model-facts';
export { findModel } from '../../facts/models';
export {
  type CustomVmSize,
  findVmSize,
  type GpuFacts,
  type VmSize,
  type VmSizeFacts,
  type VmSizeName,
  vmSizeNames,
} from '../../facts/vm-sizes';
export { DefinitionError, type Problem, ProblemList } from '../../problems/problem-list';
export type { EngineSettings, EngineTypes, LoraSettings } from './engine-settings';
export type { FitVerdict } from './fit';
export { type HostNeeds, hostNeeds } from './host-needs';
export { type ModelFiles, modelFromHuggingFaceConfig } from './hugging-face-config';
export type { Measurement } from './measurement';
export type { MemoryTerm } from './memory-term';
export { type Load, type Recommendation, recommend } from './recommend';
export type { GpuMemory } from './serving-plan';
export { findSizing, type SizingInput, sizeInferenceServer } from './size-inference-server';
export type { Sizing } from './sizing';
export { type SizingJson, sizingJson } from './sizing-json';
export { sizingText } from './sizing-text';
