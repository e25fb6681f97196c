import { runbookFile } from '../../facts/runbook-topics';
import type { DocumentSource, EnvironmentDocument } from '../documents/environment-document';
import { readRunbook } from './read-runbook';
import { runbookMarkdown } from './runbook-markdown';

/** What to do at 3 a.m., with the names of this environment in every command. */
export function runbookDocuments(source: DocumentSource): readonly EnvironmentDocument[] {
  return [{ path: runbookFile, text: runbookMarkdown(readRunbook(source)) }];
}
