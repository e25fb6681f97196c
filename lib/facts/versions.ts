/** An image of a public registry. */
export interface PinnedImage {
  /** Repository with its registry. */
  readonly repository: string;
  readonly tag: string;
  /** `<repository>:<tag>`. */
  readonly reference: string;
  /** Id of the user that the image runs as; undefined where no manifest needs it. */
  readonly userId?: number;
  /**
   * Version of CUDA in the image, which determines the driver that its nodes need; undefined for an
   * image without CUDA.
   */
  readonly cuda?: string;
  /** Source of the version and the user. */
  readonly source: string;
  /** Month in which the source was read. */
  readonly read: string;
}

/** A Helm chart. */
export interface PinnedChart {
  /** Address of the repository; `oci://` for a registry. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Version of the application that the chart installs; undefined where nothing depends on it. */
  readonly appVersion?: string;
  readonly source: string;
  readonly read: string;
}

/** A folder of manifests in a Git repository. */
export interface PinnedManifests {
  readonly repository: string;
  /** Tag of a release. */
  readonly revision: string;
  readonly path: string;
  readonly source: string;
  readonly read: string;
}

const image = <Row extends Omit<PinnedImage, 'reference'>>(row: Row) => ({
  ...row,
  reference: `${row.repository}:${row.tag}`,
});

const vllmRepository = 'docker.io/vllm/vllm-openai';
const vllmTag = 'v0.32.0';

/** Images that workloads and controllers of the platform run. */
export const images = {
  vllm: image({
    repository: vllmRepository,
    tag: vllmTag,
    cuda: '13.0',
    source:
      'docs.vllm.ai, 0.32; the wheel of 0.32.0 (cu13); vllm-project/vllm docker/Dockerfile (CUDA 13.0.3)',
    read: '2026-11',
  }),
  /** For GPUs of compute capability 7.5 and newer. */
  triton: image({
    repository: 'nvcr.io/nvidia/tritonserver',
    tag: '26.10-py3',
    cuda: '13.4',
    source: 'docs.nvidia.com/deeplearning/triton-inference-server/release-notes/rel-26-10.html',
    read: '2026-11',
  }),
  /** The variant `non_root`: its user owns the files that the proxy writes. Line `lts/1.108.x`. */
  liteLlm: image({
    repository: 'ghcr.io/berriai/litellm-non_root',
    tag: 'v1.108.15',
    userId: 65_534,
    source: 'github.com/BerriAI/litellm/releases; its docker/Dockerfile.non_root',
    read: '2026-11',
  }),
  /** Without a shell, as user `nonroot`. The image without `distroless` starts as root. */
  envoy: image({
    repository: 'docker.io/envoyproxy/envoy',
    tag: 'distroless-v1.40.0',
    userId: 65_532,
    source: 'github.com/envoyproxy/envoy/releases/tag/v1.40.0; its distribution/docker/Dockerfile-envoy',
    read: '2026-11',
  }),
  /**
   * Gateway API Inference Extension 1.6 moved its endpoint picker to llm-d's router and kept only a
   * conformance test (`lwepp`).
   */
  endpointPicker: image({
    repository: 'ghcr.io/llm-d/llm-d-router-endpoint-picker',
    tag: 'v0.10.0',
    userId: 65_532,
    source:
      'github.com/kubernetes-sigs/gateway-api-inference-extension/releases/tag/v1.6.0; llm-d/llm-d-router Dockerfile.epp',
    read: '2026-11',
  }),
  /** A process that only waits and keeps a volume mounted. */
  pause: image({
    repository: 'registry.k8s.io/pause',
    tag: '3.10.1',
    userId: 65_535,
    source: 'kubernetes/kubernetes build/pause (CHANGELOG.md, Dockerfile); PauseVersion of kubeadm',
    read: '2026-11',
  }),
  /** The version in the documentation of AKS. */
  devicePlugin: image({
    repository: 'nvcr.io/nvidia/k8s-device-plugin',
    tag: 'v0.18.0',
    source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu',
    read: '2026-11',
  }),
  /** A shell, for the pod that debugs a node. */
  busybox: image({
    repository: 'mcr.microsoft.com/azurelinux/busybox',
    tag: '1.36',
    source: 'mcr.microsoft.com/artifact/mar/azurelinux/busybox',
    read: '2026-11',
  }),
} as const satisfies Record<string, PinnedImage>;

/** Variants of images for nodes with another driver. */
export const imageVariants = {
  /**
   * For drivers older than R580. vLLM's release script pushes this tag, for amd64 and arm64, with
   * every release. Only the script was read, not the registry.
   */
  vllmCuda12: image({
    repository: vllmRepository,
    tag: `${vllmTag}-cu129`,
    cuda: '12.9',
    source: 'vllm-project/vllm .buildkite/scripts/publish-release-images.sh',
    read: '2026-11',
  }),
} as const satisfies Record<string, PinnedImage>;

const agentgateway = {
  repository: 'oci://cr.agentgateway.dev/charts',
  version: 'v1.3.1',
  source: 'agentgateway.dev/docs/kubernetes; cr.agentgateway.dev/charts (the newest version in the listing)',
  read: '2026-11',
} as const;

/** Helm charts that the platform installs. */
export const charts = {
  argoCd: {
    repository: 'https://argoproj.github.io/argo-helm',
    chart: 'argo-cd',
    version: '10.10.0',
    appVersion: '3.5.4',
    source: 'github.com/argoproj/argo-helm/releases',
    read: '2026-11',
  },
  argoCdApps: {
    repository: 'https://argoproj.github.io/argo-helm',
    chart: 'argocd-apps',
    version: '2.0.7',
    source: 'github.com/argoproj/argo-helm/releases',
    read: '2026-11',
  },
  gpuOperator: {
    repository: 'https://helm.ngc.nvidia.com/nvidia',
    chart: 'gpu-operator',
    version: 'v26.7.0',
    source: 'NVIDIA/gpu-operator, release of 2026-08-21',
    read: '2026-11',
  },
  /** For Gateway API 1.6.2, Kubernetes 1.32 and newer. */
  albController: {
    repository: 'oci://mcr.microsoft.com/application-lb/charts',
    chart: 'alb-controller',
    version: '1.13.0',
    source: 'learn.microsoft.com/azure/application-gateway/for-containers/alb-controller-release-notes',
    read: '2026-11',
  },
  agentgateway: { ...agentgateway, chart: 'agentgateway' },
  agentgatewayDefinitions: { ...agentgateway, chart: 'agentgateway-crds' },
  /** The manager's image has the tag `v<version>`. */
  leaderWorkerSet: {
    repository: 'oci://registry.k8s.io/lws/charts',
    chart: 'lws',
    version: '0.10.0',
    source: 'lws.sigs.k8s.io/docs/installation; kubernetes-sigs/lws hack/push-chart.sh',
    read: '2026-11',
  },
  langfuse: {
    repository: 'https://langfuse.github.io/langfuse-k8s',
    chart: 'langfuse',
    version: '2.0.0',
    appVersion: '4.4.0',
    source: 'langfuse/langfuse-k8s, chart of 2026-08-18',
    read: '2026-11',
  },
} as const satisfies Record<string, PinnedChart>;

/**
 * Custom resource definitions that the platform installs. `imports/` is generated from the same
 * versions.
 */
export const manifests = {
  gatewayApi: {
    repository: 'https://github.com/kubernetes-sigs/gateway-api',
    revision: 'v1.6.1',
    path: 'config/crd',
    source: 'kubernetes-sigs/gateway-api config/crd/kustomization.yaml',
    read: '2026-11',
  },
  inferenceExtension: {
    repository: 'https://github.com/kubernetes-sigs/gateway-api-inference-extension',
    revision: 'v1.6.0',
    path: 'config/crd',
    source: 'kubernetes-sigs/gateway-api-inference-extension config/crd/kustomization.yaml',
    read: '2026-11',
  },
} as const satisfies Record<string, PinnedManifests>;
