import type { DocumentSource, EnvironmentDocument } from '../documents/environment-document';
import { readRunbook } from './read-runbook';
import { runbookMarkdown } from './runbook-markdown';
import { runbookFile } from './runbook-topics';

/** What to do at 3 a.m., with the names of this environment in every command. */
export function runbookDocuments(source: DocumentSource): readonly EnvironmentDocument[] {
  return [{ path: runbookFile, text: runbookMarkdown(readRunbook(source)) }];
}
