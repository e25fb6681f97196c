import { runbookFile } from '../../facts/runbook-topics';
import type { DocumentSource, EnvironmentDocument } from '../documents/environment-document';
import { readRunbook } from './read-runbook';
import { runbookMarkdown } from './runbook-markdown';

/** Runbook of an environment, with its real names in every command. */
export function runbookDocuments(source: DocumentSource): readonly EnvironmentDocument[] {
  return [{ path: runbookFile, text: runbookMarkdown(readRunbook(source)) }];
}
