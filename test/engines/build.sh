#!/usr/bin/env bash
# Builds the programs of `npm run test:engines` from the Go module proxy.
#
#   test/engines/build.sh <folder> [program…|manifests]
#
# Needs Go 1.26 and about 25 minutes on two cores. A program that is in the folder already with the
# pinned version is not built again. A program that cannot be built is reported, and the rest is
# built: the tests skip what is missing.
set -uo pipefail

folder=${1:?"usage: build.sh <folder> [program…]"}
shift
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
sources=$folder/sources
mkdir -p "$sources"

# The versions of lib/facts/versions.ts where the platform installs the program. KEDA comes with AKS,
# which has 2.19 for Kubernetes 1.36; 2.20.2 is what the custom resource definitions of imports/ are
# generated from.
kubernetes=${KUBERNETES_VERSION:-v1.35.4}
etcd=v3.6.16
kwok=v0.8.0
# Where the proxy does not serve 0.10.0, LWS_VERSION=v0.9.0.
lws=${LWS_VERSION:-v0.10.0}
keda=v2.20.2
argocd=v3.5.4
# Argo CD's go.mod takes this part from its own folder and names no commit.
gitops_engine=v0.0.0-20260914071520-c9c369efcc5b
helm=v3.22.0

export GOWORK=off GOFLAGS='-mod=mod -trimpath -buildvcs=false' CGO_ENABLED=0

# module <path> <version>: prints a writable copy of the module.
module() {
  local copy=$sources/${1//\//_}@$2 cached
  if [ ! -f "$copy/.complete" ]; then
    cached=$(go mod download -json "$1@$2" | sed -n 's/^\t"Dir": "\(.*\)",\{0,1\}$/\1/p')
    [ -n "$cached" ] || { echo "cannot download $1@$2" >&2; return 1; }
    rm -rf "$copy"
    cp -r "$cached" "$copy" && chmod -R u+w "$copy" || return 1
    # A part of the repository that is a module of its own is not in the copy. Its released version
    # replaces the folder.
    (cd "$copy" && sed -nE 's/^(replace )?\s*([^ ]+) => \.\.?\/.*/\2/p' go.mod |
      while read -r part; do
        go mod edit -dropreplace "$part"
        case $part in
          k8s.io/*) go mod edit -replace "$part=$part@v0.${2#v1.}" ;;
          */gitops-engine) go mod edit -replace "$part=$part@$gitops_engine" ;;
        esac || exit 1
      done) || return 1
    touch "$copy/.complete"
  fi
  echo "$copy"
}

# program <name> <module> <version> <package> <linker flags>
program() {
  local name=$1 module=$2 version=$3 package=$4 flags=$5 copy
  if [ "${#selected[@]}" -gt 0 ] && [[ " ${selected[*]} " != *" $name "* ]]; then return; fi
  if [ -x "$folder/$name" ] && [ "$(cat "$folder/$name.version" 2>/dev/null)" = "$version" ]; then
    echo "$name $version: present"
    return
  fi
  copy=$(module "$module" "$version") || { failed+=("$name"); return; }
  if (cd "$copy" && go build -ldflags "-s -w $flags" -o "$folder/$name" "$package"); then
    echo "$version" > "$folder/$name.version"
    echo "$name $version: built"
  else
    failed+=("$name")
  fi
}

# manifests <name> <module> <version> <file…>: copies what an installation applies next to the program.
manifests() {
  local name=$1 copy
  if [ "${#selected[@]}" -gt 0 ] && [[ " ${selected[*]} " != *" manifests "* ]]; then return; fi
  copy=$(module "$2" "$3") || { failed+=("manifests of $name"); return; }
  shift 3
  mkdir -p "$folder/manifests/$name"
  (cd "$copy" && cp $* "$folder/manifests/$name/") || failed+=("manifests of $name")
}

selected=("$@")
failed=()

# Without the flags the server calls itself v0.0.0-master+$Format, which clients refuse to compare.
stamp="-X k8s.io/component-base/version.gitVersion=$kubernetes
  -X k8s.io/component-base/version.gitMajor=1
  -X k8s.io/component-base/version.gitMinor=$(echo "$kubernetes" | cut -d. -f2)"
stamp=$(echo $stamp)

program etcd go.etcd.io/etcd/server/v3 "$etcd" . ''
program kube-apiserver k8s.io/kubernetes "$kubernetes" ./cmd/kube-apiserver "$stamp"
program kubectl k8s.io/kubernetes "$kubernetes" ./cmd/kubectl "$stamp"
program kube-controller-manager k8s.io/kubernetes "$kubernetes" ./cmd/kube-controller-manager "$stamp"
program kube-scheduler k8s.io/kubernetes "$kubernetes" ./cmd/kube-scheduler "$stamp"
program kwok sigs.k8s.io/kwok "$kwok" ./cmd/kwok "-X sigs.k8s.io/kwok/pkg/consts.Version=$kwok"
program lws-manager sigs.k8s.io/lws "$lws" ./cmd ''
argo=github.com/argoproj/argo-cd/v3
program argocd $argo "$argocd" ./cmd "-X $argo/common.version=${argocd#v}"
for name in application-controller repo-server applicationset-controller git-ask-pass; do
  # One program, which acts by the name that it is called by.
  [ -x "$folder/argocd" ] && ln -sf argocd "$folder/argocd-$name"
done
for name in operator adapter webhooks; do
  program "keda-$name" github.com/kedacore/keda/v2 "$keda" "./cmd/$name" \
    "-X github.com/kedacore/keda/v2/version.Version=${keda#v}"
done
program helm helm.sh/helm/v3 "$helm" ./cmd/helm "-X helm.sh/helm/v3/internal/version.version=$helm"

manifests kwok sigs.k8s.io/kwok "$kwok" kustomize/stage/pod/fast/pod-*.yaml \
  kustomize/stage/node/fast/node-*.yaml kustomize/stage/node/heartbeat-with-lease/node-*.yaml
manifests lws sigs.k8s.io/lws "$lws" config/crd/bases/*.yaml config/webhook/manifests.yaml
manifests argocd $argo "$argocd" manifests/crds/*-crd.yaml
manifests keda github.com/kedacore/keda/v2 "$keda" config/crd/bases/*.yaml \
  config/webhooks/validation_webhooks.yaml

if [ "${#failed[@]}" -gt 0 ]; then
  echo "not built: ${failed[*]}" >&2
  exit 1
fi
