/** A command of a shell script. */
export interface ShellCommand {
  /** Words without their quotes. Variables stay as they are written. */
  readonly words: readonly string[];
  /** The words and quotes of the script, for a search for operators and traps. */
  readonly text: string;
}

/**
 * The simple commands of a script, split at `;`, `&`, `|` and line ends outside of quotes. Commands
 * inside of `$(…)` stay a part of their word.
 *
 * @see pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html (2026-12)
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  const text = script.replaceAll(/\\\r?\n/g, ' ');
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let start = 0;
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (at: number) => {
    endWord();
    if (words.length > 0) commands.push({ words, text: text.slice(start, at).trim() });
    words = [];
    start = at + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '\\') word = (word ?? '') + (text[++at] ?? '');
    else if (letter === "'" || letter === '"') {
      const end = endOfQuote(text, at);
      word = (word ?? '') + unescaped(text.slice(at + 1, end), letter);
      at = end;
    } else if (letter === '$' && text[at + 1] === '(') {
      const end = endOfSubstitution(text, at + 1);
      word = (word ?? '') + text.slice(at, end + 1);
      at = end;
    } else if (letter === '#' && word === undefined) {
      const end = text.indexOf('\n', at);
      at = (end === -1 ? text.length : end) - 1;
    } else if (letter === '&' && (text[at - 1] === '>' || text[at + 1] === '>')) {
      word = (word ?? '') + letter; // a redirection: 2>&1, &>log
    } else if (/[;&|\n]/.test(letter)) endCommand(at);
    else if (/\s/.test(letter)) endWord();
    else word = (word ?? '') + letter;
  }
  endCommand(text.length);
  return commands;
}

function endOfQuote(text: string, start: number): number {
  const quote = text[start]!;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

function unescaped(text: string, quote: string): string {
  return quote === '"' ? text.replaceAll(/\\(["\\$`])/g, '$1') : text;
}

function endOfSubstitution(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}
