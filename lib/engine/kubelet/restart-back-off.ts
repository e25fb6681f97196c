/**
 * How long the kubelet keeps a container down before it starts it again.
 *
 * Sources (2026-11): kubernetes/kubernetes `pkg/kubelet/kuberuntime/kuberuntime_manager.go` (SyncPod, doBackOff),
 * `pkg/kubelet/kubelet.go` (10 s doubling to 300 s), `k8s.io/client-go/util/flowcontrol/backoff.go` (Next, IsInBackOffSince,
 * hasExpired). The feature gate ReduceDefaultCrashLoopBackOffDecay (1 s doubling to 60 s) is alpha and left out.
 */
export interface RestartBackOff {
  readonly windowSeconds: number;
  readonly updatedAt: number;
}

export const firstBackOffSeconds = 10;
export const longestBackOffSeconds = 300;

export interface Restart {
  readonly at: number;
  readonly backOff: RestartBackOff | undefined;
}

/**
 * When a container that the kubelet itself has ended starts again. SyncPod kills and starts in one go and decides with the
 * status from *before* the kill, so that it counts from the end of the container before this one (`previousEndedAt`): the first kill of a pod meets
 * no back-off at all, nor does any after a container that ran longer than the window. Where the window is still open, the next
 * sync sees the new end, and counts from that.
 */
export function restartAfterKill(
  endedAt: number,
  previousEndedAt: number | undefined,
  backOff: RestartBackOff | undefined,
): Restart {
  if (previousEndedAt === undefined) return { at: endedAt, backOff };
  const since = isOpen(backOff, previousEndedAt, endedAt) ? endedAt : previousEndedAt;
  const at =
    since === endedAt && isOpen(backOff, since, endedAt) ? endedAt + backOff!.windowSeconds : endedAt;
  const windowSeconds =
    !backOff || hasExpired(backOff, since)
      ? firstBackOffSeconds
      : Math.min(2 * backOff.windowSeconds, longestBackOffSeconds);
  return { at, backOff: { windowSeconds, updatedAt: at } };
}

function isOpen(backOff: RestartBackOff | undefined, eventAt: number, now: number): boolean {
  return backOff !== undefined && !hasExpired(backOff, eventAt) && now - eventAt < backOff.windowSeconds;
}

/** A container that lasted for twice the longest window counts as stable: the next window is the first again. */
function hasExpired(backOff: RestartBackOff, eventAt: number): boolean {
  return eventAt - backOff.updatedAt > 2 * longestBackOffSeconds;
}
