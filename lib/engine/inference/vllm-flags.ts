/** @see vLLM `engine/arg_utils.py` (2026-11) */
const shortForms: Readonly<Record<string, string>> = {
  '-tp': '--tensor-parallel-size',
  '-pp': '--pipeline-parallel-size',
  '-dp': '--data-parallel-size',
  '-dpl': '--data-parallel-size-local',
  '-dcp': '--decode-context-parallel-size',
  '-pcp': '--prefill-context-parallel-size',
  '-n': '--nnodes',
  '-r': '--node-rank',
  '-q': '--quantization',
  '-ep': '--enable-expert-parallel',
  '-sc': '--speculative-config',
};

/**
 * Flags, from a list of long forms, that an argument sets or may set.
 *
 * Recognizes every form of the engine's parser: `--x=y`, `--x_z`, `--no-x`, `--x.key`, short forms
 * (`-q`, `-qfp8`), and abbreviations: `--gpu-mem` is `--gpu-memory-utilization`, because Python's
 * argparse allows them. Returns all flags with the same abbreviation, although the engine rejects
 * an ambiguous one.
 *
 * @see vLLM `utils/argparse_utils.py`; docs.python.org/3/library/argparse.html#allow-abbrev
 * (2026-11)
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
