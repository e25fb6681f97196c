import type { Rule } from '../rule';
import { azureName } from './naming/azure-name';
import { nodeLabel } from './naming/node-label';
import { textValues } from './naming/text-values';

export const namingRules: readonly Rule[] = [azureName, nodeLabel, textValues];
