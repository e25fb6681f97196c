/**
 * Requests of a container, as Kubernetes quantities. Memory is also the limit; CPU has no limit, so
 * that the container may burst.
 */
export interface ResourceRequests {
  /** `500m`, `2`. */
  readonly cpu: string;
  /** `512Mi`, `4Gi`. */
  readonly memory: string;
}
