/** Source: vLLM `engine/arg_utils.py` (2026-11). */
const shortForms: Readonly<Record<string, string>> = {
  '-tp': '--tensor-parallel-size',
  '-pp': '--pipeline-parallel-size',
  '-dp': '--data-parallel-size',
  '-dpl': '--data-parallel-size-local',
  '-n': '--nnodes',
  '-r': '--node-rank',
  '-q': '--quantization',
};

/**
 * Which of the flags, given in their long form, an argument sets or may set; none for an argument about something else.
 *
 * In every form that the engine reads: `--x=y`, `--x_z`, `--no-x`, `--x.key`, short (`-q`, `-qfp8`), and cut off: `--gpu-mem` is
 * `--gpu-memory-utilization`, because its parser is Python's with abbreviations left on. A beginning of several flags gives all of
 * them; the engine takes it only if no other flag begins so.
 * Sources (2026-11): vLLM `utils/argparse_utils.py`; docs.python.org/3/library/argparse.html#allow-abbrev.
 */
export function vllmFlagsOf(argument: string, flags: readonly string[]): readonly string[] {
  const [written = ''] = argument.split('=', 1);
  const [name = ''] = written.replaceAll('_', '-').split('.', 1);
  const meant = name.startsWith('--') ? longForms(name, flags) : shortFormsOf(name);
  return meant.filter((flag) => flags.includes(flag));
}

function longForms(name: string, flags: readonly string[]): readonly string[] {
  const positive = name.replace(/^--no-/, '--');
  return flags.includes(positive) ? [positive] : flags.filter((flag) => flag.startsWith(positive));
}

function shortFormsOf(name: string): readonly string[] {
  const exact = shortForms[name];
  if (exact !== undefined) return [exact];
  if (!/^-[a-z]/.test(name)) return [];
  return Object.entries(shortForms)
    .filter(([short]) => short.startsWith(name) || (short.length === 2 && name.startsWith(short)))
    .map(([, flag]) => flag);
}
