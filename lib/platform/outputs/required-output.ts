/** An output of the Azure half that the Kubernetes half needs. */
export interface RequiredOutput {
  /** Name of the stack output. */
  readonly name: string;
  /** Noun phrase for messages: `client id of the identity my-app-identity`. */
  readonly what: string;
  /** What needs it: `["ai-app"]`. */
  readonly neededBy: readonly string[];
  /** Identity whose client id it is. Undefined: an output of `stack-outputs.ts`. */
  readonly identityName?: string;
}
