/**
 * Back-off before the kubelet restarts a container. It omits the alpha feature gate
 * ReduceDefaultCrashLoopBackOffDecay (1 s, doubling to 60 s).
 *
 * @see kubernetes/kubernetes `pkg/kubelet/kuberuntime/kuberuntime_manager.go` (SyncPod, doBackOff),
 * `pkg/kubelet/kubelet.go` (10 s, doubling to 300 s),
 * `k8s.io/client-go/util/flowcontrol/backoff.go` (Next, IsInBackOffSince, hasExpired) (2026-11)
 */
export interface RestartBackOff {
  readonly windowSeconds: number;
  readonly updatedAt: number;
}

export const firstBackOffSeconds = 10;
export const maxBackOffSeconds = 300;

export interface Restart {
  readonly at: number;
  readonly backOff: RestartBackOff | undefined;
}

/**
 * Time of the restart after the kubelet has killed a container. SyncPod kills and restarts in one
 * step, with the status from *before* the kill, so the back-off counts from the end of the previous
 * container (`previousEndedAt`). The first kill of a pod has no back-off, and neither has a kill
 * after a container that ran longer than the window. If the window is open, the next sync counts
 * from the new end.
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
      : Math.min(2 * backOff.windowSeconds, maxBackOffSeconds);
  return { at, backOff: { windowSeconds, updatedAt: at } };
}

function isOpen(backOff: RestartBackOff | undefined, eventAt: number, now: number): boolean {
  return backOff !== undefined && !hasExpired(backOff, eventAt) && now - eventAt < backOff.windowSeconds;
}

/**
 * A container that ran for twice the maximum window is stable: the next window is the first again.
 */
function hasExpired(backOff: RestartBackOff, eventAt: number): boolean {
  return eventAt - backOff.updatedAt > 2 * maxBackOffSeconds;
}
