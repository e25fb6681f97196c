/** What scales a workload. Argo CD and KEDA never fight over the replicas: the Deployment does not state them. */
export interface ScalingDefinition {
  /** Default: `<workload>-scaler`. At most 54 characters. */
  readonly name?: string;
  /** Default: 1. 0 needs a trigger that the replicas do not produce themselves. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** At least one. The trigger that wants most replicas wins. */
  readonly triggers: readonly TriggerDefinition[];
  /** Seconds between looks while there is no replica. Default: 30. */
  readonly pollingSeconds?: number;
  /** Seconds without work before the last replica goes; only with `minReplicas: 0`. Default: the cold start, at least 300. */
  readonly cooldownSeconds?: number;
  /** The same before there has been any work at all. Default: the cold start. */
  readonly initialCooldownSeconds?: number;
  /** Replicas while a trigger cannot be read. Default: as many as there are. */
  readonly fallbackReplicas?: number;
  /** How fast replicas come. Default: one in 5 minutes with GPUs; Kubernetes' own without. */
  readonly scaleUp?: ScalingRateDefinition;
  /** How fast replicas go. Default: one in 10 minutes with GPUs; a quarter a minute without. */
  readonly scaleDown?: ScalingRateDefinition;
}

/** So many in a period, after a time in which nothing spoke against it. */
export interface ScalingRateDefinition {
  /** 0 to 3600. */
  readonly stabilizationSeconds: number;
  readonly amount: { readonly pods: number } | { readonly percent: number };
  /** 1 to 1800. */
  readonly periodSeconds: number;
}

/** Depth of a queue of the platform's Service Bus. */
export interface ServiceBusQueueTriggerDefinition {
  readonly type: 'service-bus-queue';
  readonly queue: string;
  /** Messages that one replica is good for. Default: 5. */
  readonly messagesPerReplica?: number;
  /** More messages than this wake the first replica. Default: 0. */
  readonly activationMessages?: number;
  /**
   * Identity that KEDA reads the queue as. Default: one of KEDA's own, so that no application gets the Data Owner
   * role that reading a queue's depth needs.
   */
  readonly identity?: string;
}

/** Depth of a subscription of a topic of the platform's Service Bus. */
export interface ServiceBusTopicTriggerDefinition {
  readonly type: 'service-bus-topic';
  readonly topic: string;
  readonly subscription: string;
  /** Messages that one replica is good for. Default: 5. */
  readonly messagesPerReplica?: number;
  /** More messages than this wake the first replica. Default: 0. */
  readonly activationMessages?: number;
  /** Identity that KEDA reads the subscription as. Default: one of KEDA's own. */
  readonly identity?: string;
}

/** What a vLLM server says of itself, from the platform's managed Prometheus. */
export interface VllmTriggerDefinition {
  readonly type: 'vllm';
  /** `waiting`: requests that have no room yet. `running`: requests at work. `kv-cache`: share of the cache in use. */
  readonly metric: 'waiting' | 'running' | 'kv-cache';
  /** Name of an inference server. Default: the one that is scaled. */
  readonly server?: string;
  /** What is right for one replica. Default: 5 waiting, 70 running, 0.75 of the cache. */
  readonly target?: number;
  /** Identity that KEDA queries as. Default: one of KEDA's own. */
  readonly identity?: string;
}

/** A query to Prometheus. */
export interface PrometheusTriggerDefinition {
  readonly type: 'prometheus';
  /** Exactly one series: `sum(…)` for a total, an average or ratio with `metricType: 'Value'`. */
  readonly query: string;
  /** Of one replica, for a total; of the metric itself, for a ratio. */
  readonly threshold: number;
  /** Above this the first replica wakes. Default: 0. */
  readonly activationThreshold?: number;
  /** Default: by the query: `Value` for an average, ratio or percentile. */
  readonly metricType?: 'AverageValue' | 'Value';
  /** Address of a Prometheus inside the cluster. Default: the platform's managed Prometheus. */
  readonly inClusterAddress?: string;
  /** Whether the metric comes from the pods that are scaled. Default: yes; it then cannot wake the first one. */
  readonly producedByTarget?: boolean;
  /** Identity that KEDA queries managed Prometheus as. Default: one of KEDA's own. */
  readonly identity?: string;
}

/** At least so many replicas between two times: GPUs that are warm before the office opens. */
export interface CronTriggerDefinition {
  readonly type: 'cron';
  /** IANA name: `Asia/Seoul`. */
  readonly timeZone: string;
  /** Five fields: `30 8 * * 1-5`. */
  readonly start: string;
  readonly end: string;
  readonly replicas: number;
}

/** CPU or memory of the pods, in percent of what they request. */
export interface ResourceTriggerDefinition {
  readonly type: 'cpu' | 'memory';
  readonly utilizationPercent: number;
}

/** Every other scaler of KEDA. */
export interface KedaTriggerDefinition {
  readonly type: 'keda';
  /** KEDA's name of it: `kafka`, `redis`, `postgresql`; see keda.sh/docs/2.20/scalers. */
  readonly scaler: string;
  /** As the page of the scaler says. */
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  /** Default: `AverageValue`. */
  readonly metricType?: 'AverageValue' | 'Value';
  /** A TriggerAuthentication of yours in the platform's namespace. Default: none. */
  readonly triggerAuthentication?: string;
  /** Whether the metric comes from the pods that are scaled: then it cannot wake the first one. */
  readonly producedByTarget: boolean;
}

export type TriggerDefinition =
  | ServiceBusQueueTriggerDefinition
  | ServiceBusTopicTriggerDefinition
  | VllmTriggerDefinition
  | PrometheusTriggerDefinition
  | CronTriggerDefinition
  | ResourceTriggerDefinition
  | KedaTriggerDefinition;
