const periodMs = 500;

/**
 * Waits until a question has an answer.
 *
 * @param look gives the answer, or a text that says what is missing.
 * @throws {Error} with the last text.
 */
export async function until<Answer>(
  what: string,
  seconds: number,
  look: () => Promise<{ readonly answer: Answer } | string>,
): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const last = await look();
    if (typeof last !== 'string') return last.answer;
    if (Date.now() > end) throw new Error(`${what}: not after ${seconds} s: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, periodMs));
  }
}
