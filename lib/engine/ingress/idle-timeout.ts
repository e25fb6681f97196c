/** Source: learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses; azurerm `public_ip_resource.go` (2026-11). */
const allowedMinutes = { min: 4, max: 30 };

/**
 * Idle timeout of a public address in whole minutes, for answers that take so long: a connection on which nothing moves is cut after four
 * minutes otherwise, while a request waits for a free slot of a model. Half an hour is the most; who waits longer has to stream.
 * Source: learn.microsoft.com/azure/application-gateway/application-gateway-faq, "Keep-Alive timeout and TCP idle timeout" (2026-11).
 */
export function addressIdleMinutes(answerTimeoutSeconds: number): number {
  const minutes = Math.ceil(answerTimeoutSeconds / 60);
  return Math.min(Math.max(minutes, allowedMinutes.min), allowedMinutes.max);
}
