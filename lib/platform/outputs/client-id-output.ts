/**
 * Name of the stack output with the client id of a managed identity. The committed outputs files
 * contain it.
 */
export function clientIdOutput(identityName: string): string {
  return `client_id_${identityName}`;
}
