import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CheckReport, checkPictures } from '../lib/check/check-picture';
import type { PictureFile } from '../lib/check/deployment-picture';
import type { Finding, Severity } from '../lib/check/finding';
import { readDeployments } from '../lib/check/read-deployments';
import type { ReadFiles } from '../lib/check/read-files';
import { jsonReport } from '../lib/check/report/json-report';
import { junitReport } from '../lib/check/report/junit-report';
import { sarifReport } from '../lib/check/report/sarif-report';
import { textReport } from '../lib/check/report/text-report';
import { evaluateConfiguration } from '../lib/check/terraform/configuration';
import { DefinitionError } from '../lib/problems/problem-list';
import { isIsoDate } from '../lib/values/iso-date';
import { checkConfigOf, defaultConfig } from './check-config';
import { namesBelow, readText, withSlashes, writeText } from './files';
import { renderSources } from './rendered-sources';
import type { Terminal } from './terminal';
import { hasHcl, parseTerraform } from './terraform-files';

interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'junit';
  readonly level: Severity;
  readonly output?: string;
  readonly config?: string;
  readonly date: string;
}

/** `aks-ai check`: runs the rules over manifests and Terraform of any origin. */
export function addCheckCommand(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('check')
    .description('find misconfigurations in Kubernetes manifests and Terraform of any origin')
    .argument('<path...>', 'files and folders to check, for example dist/ cdktf.out/')
    .addOption(
      new Option('--format <format>', 'format of the report')
        .choices(['text', 'json', 'sarif', 'junit'])
        .default('text'),
    )
    .addOption(
      new Option('--level <severity>', 'lowest severity that gives exit code 1')
        .choices(['error', 'warning'])
        .default('warning'),
    )
    .option('--output <file>', 'write the report to a file (default: the terminal)')
    .option(
      '--config <file>',
      `file with severities and suppressions (default: ${defaultConfig}, if it exists)`,
    )
    .addOption(
      new Option('--date <day>', 'day for rules on the end of support, such as 2026-12-01')
        .argParser(parseDay)
        .default(today(), 'today'),
    )
    .addHelpText('after', '\nExit codes: 0 no finding at that level, 1 findings, 2 the check could not run.')
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const config = checkConfigOf(options.config);
      const { files, notRead } = renderSources(filesOf(paths));
      const terraform = hasHcl(files) ? await parseTerraform(files) : undefined;
      const configuration = terraform && evaluateConfiguration(terraform.modules);
      const read = readDeployments(files, { ...config.context, today: options.date }, configuration);
      refuseEmptyInput(paths, read);
      const report = checkPictures(
        read.map(({ picture }) => picture),
        {
          ...config,
          notRead,
          unreadable: [...(terraform?.unreadable ?? []), ...read.flatMap(({ unreadable }) => unreadable)],
        },
      );
      const isFailure = ({ severity }: Finding) => options.level === 'warning' || severity === 'error';
      const text = render(report, options.format, isFailure, paths.join(' '));
      if (options.output === undefined) terminal.write(text);
      else writeText(options.output, text);
      exit(report.findings.some(isFailure) ? 1 : 0);
    });
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function parseDay(text: string): string {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError('Use a day such as 2026-12-01.');
}

function render(
  report: CheckReport,
  format: CheckOptions['format'],
  isFailure: (finding: Finding) => boolean,
  checked: string,
): string {
  switch (format) {
    case 'text':
      return textReport(report, checked);
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report, packageVersion());
    case 'junit':
      return junitReport(report, isFailure);
  }
}

/**
 * The version of this package. `package.json` is one folder above the sources, two above the
 * compiled files.
 */
function packageVersion(): string {
  const file = ['../package.json', '../../package.json']
    .map((relative) => path.join(__dirname, relative))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? '0.0.0' : String(JSON.parse(readFileSync(file, 'utf8')).version);
}

/**
 * Rejects paths without a manifest or Terraform file: a wrong path in a pipeline would look like a
 * clean deployment.
 */
function refuseEmptyInput(paths: readonly string[], read: readonly ReadFiles[]): void {
  const isEmpty = ({ picture, unreadable }: ReadFiles) =>
    picture.objects.length + picture.resources.length + unreadable.length === 0;
  if (!read.every(isEmpty)) return;
  throw new DefinitionError('the paths to check', [
    {
      path: paths.join(' '),
      message: 'contains no Kubernetes manifest and no Terraform configuration',
      fix: 'Pass folders with manifests or Terraform, for example dist/ cdktf.out/ or k8s/ infra/.',
    },
  ]);
}

const checkedFiles = /\.(?:ya?ml|json|tf|tfvars)$/;

function filesOf(paths: readonly string[]): readonly PictureFile[] {
  const subject = 'the paths to check';
  const files = [...new Set(paths.flatMap((each) => namesBelow(each, subject, checkedFiles)))].sort();
  if (files.length === 0) {
    const problem = {
      path: paths.join(' '),
      message: 'contains no YAML, JSON or Terraform file',
      fix: 'Pass folders with manifests or Terraform.',
    };
    throw new DefinitionError(subject, [problem]);
  }
  return files.map((file) => ({ path: withSlashes(file), text: readText(file, file) }));
}
