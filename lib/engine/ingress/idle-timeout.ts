/**
 * @see learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses; azurerm
 * `public_ip_resource.go` (2026-11)
 */
const allowedMinutes = { min: 4, max: 30 };

/**
 * Idle timeout of a public IP address, whole minutes, for responses of this duration. With the
 * default of four minutes Azure drops the connection of a request that waits for its model. The
 * maximum is 30 minutes; longer responses must stream.
 *
 * @see learn.microsoft.com/azure/application-gateway/application-gateway-faq, "Keep-Alive timeout
 * and TCP idle timeout" (2026-11)
 */
export function addressIdleMinutes(answerTimeoutSeconds: number): number {
  const minutes = Math.ceil(answerTimeoutSeconds / 60);
  return Math.min(Math.max(minutes, allowedMinutes.min), allowedMinutes.max);
}
