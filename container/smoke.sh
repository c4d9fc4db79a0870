#!/usr/bin/env bash
# Runs an image under the conditions of a cluster (unprivileged user, read-only root file system, 768 MB, /tmp in memory) and tests
# it with smoke.py and uploads.py.
# usage: container/smoke.sh IMAGE      ENGINE=docker|podman|buildah
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
image=${1:?usage: container/smoke.sh IMAGE}
engine=${ENGINE:-docker}
free() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
port=$(free) collector=$(free) name=odonym-smoke-$$
environment=(ODONYM_HOST=127.0.0.1 "ODONYM_PORT=$port" "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$collector"
  OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_BSP_SCHEDULE_DELAY=200)
case $engine in
  docker | podman)
    flags=()
    for each in "${environment[@]}"; do flags+=(--env "$each"); done
    run=("$engine" run --rm --name "$name" --network host --read-only --tmpfs /tmp --memory 768m --cap-drop ALL "${flags[@]}" "$image")
    stop="$engine kill --signal TERM $name"
    python3 "$here/smoke.py" --port "$port" --collector "$collector" --stop "$stop" -- "${run[@]}"
    python3 "$here/uploads.py" --port "$port" --stop "$stop" -- "${run[@]}"
    ;;
  buildah)
    # buildah cannot run an image, so runc or crun runs an OCI bundle with the file system and the settings of the image.
    runtime=$(command -v runc || command -v crun) || { echo "smoke: neither runc nor crun found" >&2; exit 1; }
    b=(buildah --storage-driver "${STORAGE_DRIVER:-vfs}")
    bundle=$(mktemp -d)
    container=$("${b[@]}" from --pull-never "$image")
    trap '"$runtime" delete --force "$name" >/dev/null 2>&1 || true; "${b[@]}" umount "$container" >/dev/null; "${b[@]}" rm "$container" >/dev/null; rm -rf "$bundle"' EXIT
    root=$("${b[@]}" mount "$container")
    # Reads the files into the page cache, where they would be on a node that has just pulled the image.
    find "$root/opt" "$root/index" -type f -exec cat {} + >/dev/null
    "${b[@]}" inspect --type image "$image" | "$here/bundle.py" "$root" "${environment[@]}" >"$bundle/config.json"
    echo "  config: uid 10001, read-only root, 768 MB, no capabilities, $(basename "$runtime")"
    python3 "$here/smoke.py" --port "$port" --collector "$collector" --stop "$runtime kill $name TERM" -- "$runtime" run --bundle "$bundle" "$name"
    python3 "$here/uploads.py" --port "$port" --stop "$runtime kill $name TERM" -- "$runtime" run --bundle "$bundle" "$name"
    ;;
esac
