/** Distribution of an engine over GPUs. */
export interface Parallelism {
  /** GPUs of a node that share each layer. */
  readonly tensorParallelSize: number;
  /** Nodes, each with a range of the layers. */
  readonly pipelineParallelSize: number;
}
