#!/usr/bin/env bash
# Builds the Terraform providers of this tier from source, where registry.terraform.io cannot be
# reached: it needs Go, Git and a Go module proxy. Each azurerm takes ten minutes on two cores and
# 6 GiB of memory, so they are built one after the other, and one that is there already is kept.
#
#   test/terraform/build-providers.sh /tmp/tfmirror
#   TF_CLI_CONFIG_FILE=/tmp/tfmirror/terraformrc npm run test:terraform
#
# AZURERM_VERSIONS, HELM_VERSION   what to build; default: what the tests use
# AZURERM_GIT, HELM_GIT            the repositories, a path or an address; default: GitHub
set -euo pipefail

mirror="$(mkdir -p "${1:?name the folder of the mirror}" && cd "$1" && pwd)"
platform="$(go env GOOS)_$(go env GOARCH)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# The vendored modules are left out: the module proxy has them, and go.sum their checksums.
build() { # name, version, repository
  local name=$1 version=$2 repository=$3
  local folder="$mirror/registry.terraform.io/hashicorp/$name/$version/$platform"
  local program="$folder/terraform-provider-${name}_v${version}"
  if [[ -x $program ]]; then
    echo "$name $version: already there"
    return
  fi
  local source="$work/$name-$version"
  mkdir -p "$source" "$folder"
  if [[ ! -d $repository ]]; then
    git clone --quiet --bare --filter=blob:none --depth 1 --branch "v$version" "$repository" "$source.git"
    repository="$source.git"
  fi
  git --git-dir="$repository" archive "v$version" -- \
    $(git --git-dir="$repository" ls-tree --name-only "v$version" |
      grep -xE 'main\.go|go\.mod|go\.sum|internal|helm|utils|version|helpers') | tar -x -C "$source"
  echo "$name $version: building"
  (cd "$source" && GOFLAGS='-mod=mod -buildvcs=false' nice go build -trimpath -p 2 \
    -ldflags "-s -w -X github.com/hashicorp/terraform-provider-$name/version.ProviderVersion=$version" \
    -o "$program.part" .)
  mv "$program.part" "$program"
  rm -rf "$source" "$source.git"
}

cat >"$mirror/terraformrc" <<RC
provider_installation {
  filesystem_mirror {
    path    = "$mirror"
    include = ["registry.terraform.io/hashicorp/*"]
  }
}
RC

IFS=, read -ra versions <<<"${AZURERM_VERSIONS:-4.55.0,5.2.0,4.81.0}"
build azurerm "${versions[0]}" "${AZURERM_GIT:-https://github.com/hashicorp/terraform-provider-azurerm}"
build helm "${HELM_VERSION:-3.1.2}" "${HELM_GIT:-https://github.com/hashicorp/terraform-provider-helm}"
for version in "${versions[@]:1}"; do
  build azurerm "$version" "${AZURERM_GIT:-https://github.com/hashicorp/terraform-provider-azurerm}"
done
