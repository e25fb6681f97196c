import { type Node, syntax } from 'mvdan-sh';

/** Placeholder for a part of a word that only a running shell can determine. */
export const unknownText = '\u0000';

/** A simple command as a shell runs it. */
export interface ShellCommand {
  /** Program and arguments, with quotes and known variables resolved. */
  readonly words: readonly string[];
  /** Variables that are set only for this command. */
  readonly environment: Readonly<Record<string, string>>;
  readonly heredoc: string | undefined;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Variables that are used, but not set by an earlier line. */
  readonly unset: readonly string[];
}

/**
 * Parses a block of POSIX shell or bash with the parser of shfmt. The heredoc of the function `aks` is a script itself and is parsed as well.
 *
 * @throws {Error} if the syntax is invalid.
 */
export function readScript(source: string): ShellScript {
  const known = read.get(source);
  if (known !== undefined) return known;
  const script = parseScript(source);
  read.set(source, script);
  return script;
}

/** Cache: most blocks are read many times, and parsing is slow. */
const read = new Map<string, ShellScript>();

function parseScript(source: string): ShellScript {
  const commands: ShellCommand[] = [];
  const variables = new Map<string, string>();
  const unset = new Set<string>();
  const textOf = (node: Node): string => wordText(node, variables, unset);
  const heredocs = new Map<Node, string>();
  const file = syntax.NewParser().Parse(source, 'runbook');
  syntax.Walk(file, (node) => {
    if (node === null) return true;
    switch (syntax.NodeType(node)) {
      case 'Stmt': {
        const redirection = list(node['Redirs']).find((each) => each['Hdoc'] !== null);
        if (redirection !== undefined) heredocs.set(node['Cmd'] as Node, textOf(redirection['Hdoc'] as Node));
        return true;
      }
      case 'CallExpr': {
        const assigned = Object.fromEntries(
          list(node['Assigns']).map((each) => [
            String((each['Name'] as Node)['Value']),
            each['Value'] === null ? '' : textOf(each['Value'] as Node),
          ]),
        );
        const words = list(node['Args']).map(textOf);
        if (words.length === 0)
          for (const [name, value] of Object.entries(assigned)) variables.set(name, value);
        else commands.push({ words, environment: assigned, heredoc: findHeredoc(heredocs, node) });
        return true;
      }
      default:
        return true;
    }
  });
  const inner = commands.filter(({ words, heredoc }) => words[0] === 'aks' && heredoc !== undefined);
  return {
    commands: [...commands, ...inner.flatMap(({ heredoc }) => readScript(heredoc!).commands)],
    unset: [...unset],
  };
}

function wordText(word: Node, variables: ReadonlyMap<string, string>, unset: Set<string>): string {
  return list(word['Parts'])
    .map((part) => {
      switch (syntax.NodeType(part)) {
        case 'Lit':
          return String(part['Value']).replace(/\\(.)/gs, '$1');
        case 'SglQuoted':
          return String(part['Value']);
        case 'DblQuoted':
          return wordText(part, variables, unset);
        case 'ParamExp': {
          const name = String((part['Param'] as Node)['Value']);
          if (!variables.has(name)) unset.add(name);
          return variables.get(name) ?? unknownText;
        }
        default:
          return unknownText;
      }
    })
    .join('');
}

function list(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : [];
}

/** The parser returns a new wrapper for each access to a node, so nodes are compared by their position in the source. */
function findHeredoc(heredocs: ReadonlyMap<Node, string>, call: Node): string | undefined {
  const offset = (node: Node) => (node['Pos'] as () => { Offset(): number })().Offset();
  return [...heredocs].find(([node]) => offset(node) === offset(call))?.[1];
}
