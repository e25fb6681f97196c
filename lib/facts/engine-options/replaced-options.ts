/**
 * What replaces an option that a release removed, where the warning of the release before it
 * does not name it. Sources are of vLLM (2026-12).
 */
export const replacedOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vLLM: {
    // docs of 0.11, "Supported models": the runner and the conversion replace the task; the parser
    // of 0.32 gives the same hint.
    '--task': 'Use --runner, and --convert for embeddings and classification.',
    // vllm-project/vllm#21739: requests are not logged unless it is set.
    '--disable-log-requests': 'Remove it: without --enable-log-requests the engine logs no requests.',
    // The engine V1 recomputes preempted requests and does not swap them: docs of 0.17,
    // "Optimization and tuning", preemption.
    '--swap-space': 'Remove it: the engine does not swap, it recomputes preempted requests.',
    // The text of the option in 0.9.
    '--enable-reasoning': 'Remove it and set --reasoning-parser.',
    // docs of 0.12, "Structured outputs", migration from guided decoding.
    '--guided-decoding-backend': 'Use --structured-outputs-config.backend.',
    // config/model.py of 0.12: the field of the model's config.json.
    '--rope-scaling': 'Use --hf-overrides with the key rope_parameters.',
    '--rope-theta': 'Use --hf-overrides with the key rope_parameters.',
    // The engine V0 had them; V1 always schedules in single steps.
    '--num-scheduler-steps': 'Remove it.',
    '--use-v2-block-manager': 'Remove it.',
  },
};
