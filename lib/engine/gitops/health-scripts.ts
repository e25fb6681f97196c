/**
 * Health scripts for Argo CD. They follow two restrictions:
 *
 * - Argo CD runs a configured script without Lua's library for strings, and `os` needs a `require`
 *   (argo-cd 3.5.4 `util/lua/lua.go`, `oslib_safe.go`; 2026-11).
 * - The settings of the AKS extension are in the format of `helm --set`, where a comma starts the
 *   next setting and a backslash escapes (helm `pkg/strvals`; 2026-11). The scripts contain
 *   neither.
 */
export interface HealthScript {
  /** Key in the ConfigMap `argocd-cm`. */
  readonly key: string;
  /** Source in Lua 5.1. */
  readonly lua: string;
}

/**
 * Seconds after its creation in which an Application may delay the next sync wave. The first sync
 * of namespaces takes seconds, and that of a chart takes as long as it takes to pull its images.
 */
export const firstSyncWaitSeconds = 600;

/**
 * Health of an Application in the application that manages it. Argo CD has had no such check since
 * 1.8, so sync waves between applications had no effect.
 *
 * The script of the documentation returns the health of the Application. A sync of the root
 * application then waits for every Application of an earlier wave, the root itself included, and
 * fails if one of them is Degraded. Argo CD does not start another sync meanwhile, so the commit
 * that fixes the Application is not applied. This script delays a wave only until the first sync of
 * an Application is complete, and never longer than {@link firstSyncWaitSeconds}. Afterwards, the
 * message contains the state of the Application, and the list of Applications shows it.
 *
 * @see argo-cd.readthedocs.io/en/stable/operator-manual/health, "Argocd App"; argo-cd 3.5.4
 * `controller/health.go`, gitops-engine `pkg/sync/sync_context.go` (2026-11).
 */
export const applicationHealth: HealthScript = {
  key: 'resource.customizations.health.argoproj.io_Application',
  lua: lines(
    'hs = {}',
    'hs.status = "Healthy"',
    'local metadata = obj.metadata',
    'local tracked = (metadata.annotations or {})["argocd.argoproj.io/tracking-id"]',
    'local self = metadata.name .. ":argoproj.io/Application:" .. metadata.namespace .. "/" .. metadata.name',
    // For `application.resourceTrackingMethod: label`.
    'local instance = (metadata.labels or {})["app.kubernetes.io/instance"]',
    'if tracked == self or instance == metadata.name then',
    '  hs.message = "This Application manages itself"',
    '  return hs',
    'end',
    'local status = obj.status or {}',
    'local health = (status.health or {}).status or "Missing"',
    'local phase = (status.operationState or {}).phase or "Pending"',
    'local synced = status.history ~= nil and status.history[1] ~= nil',
    'if synced and (health == "Healthy" or health == "Suspended") then',
    '  return hs',
    'end',
    'hs.message = "Health: " .. health .. ". Last sync: " .. phase .. "."',
    // `phase` is Running until the last retry.
    'if phase == "Failed" or phase == "Error" then',
    '  return hs',
    'end',
    'local os = require "os"',
    // `os.time` reads the fields of a table as local time, and `os.date` writes local time: both
    // together keep UTC. Two timestamps of Kubernetes compare as text.
    'local now = os.time(os.date("!*t"))',
    `local limit = os.date(unpack({"%Y-%m-%dT%H:%M:%SZ"; now - ${firstSyncWaitSeconds}}))`,
    'if metadata.creationTimestamp > limit then',
    '  hs.status = "Progressing"',
    'end',
    'return hs',
  ),
};

/**
 * Health of a LeaderWorkerSet: Argo CD contains no script for it and reports it as Healthy while no
 * group runs. The controller sets exactly one of its conditions `Available` and `Progressing` to
 * true; without replicas, it is available.
 *
 * @see kubernetes-sigs/lws `pkg/controllers/leaderworkerset_controller.go`, updateConditions
 * (2026-11).
 */
export const leaderWorkerSetHealth: HealthScript = {
  key: 'resource.customizations.health.leaderworkerset.x-k8s.io_LeaderWorkerSet',
  lua: lines(
    'hs = {}',
    'hs.status = "Progressing"',
    'hs.message = "The controller has not read this version yet"',
    'local status = obj.status or {}',
    // Controllers before 0.9 do not set the field.
    'local observed = status.observedGeneration or obj.metadata.generation',
    'if observed ~= obj.metadata.generation then',
    '  return hs',
    'end',
    'local conditions = status.conditions or {}',
    'local index = 1',
    'while conditions[index] ~= nil do',
    '  local condition = conditions[index]',
    '  if condition.status == "True" then',
    '    hs.message = condition.message',
    '    if condition.type == "Available" then',
    '      hs.status = "Healthy"',
    '      return hs',
    '    end',
    '  end',
    '  index = index + 1',
    'end',
    'return hs',
  ),
};

/** All health scripts of the platform. */
export const healthScripts: readonly HealthScript[] = [applicationHealth, leaderWorkerSetHealth];

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
