#!/usr/bin/env bash
# Builds base images from the Debian packages, the JDK and the Maven of this machine, for tests of the release without a registry.
# Prints "BUILD_BASE=... RUNTIME_BASE=..." for the environment of ./release. Needs root, debootstrap and buildah.
set -euo pipefail
work=${1:?usage: container/stand-in-bases.sh FOLDER}
jdk=$(for j in /usr/lib/jvm/*; do if grep -qs '^JAVA_VERSION="2[5-9]' "$j/release"; then echo "$j"; fi; done | head -1)
[ -n "$jdk" ] || { echo "stand-in-bases: no JDK 25 or newer in /usr/lib/jvm" >&2; exit 1; }
b() { buildah --storage-driver vfs "$@"; }
mkdir -p "$work"
if [ ! -e "$work/debian/.complete" ]; then
  rm -rf "$work/debian"
  # Uses the Debian mirror of this machine.
  site=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -1)
  . /etc/os-release
  debootstrap --variant=minbase "$VERSION_CODENAME" "$work/debian" "${site%/}" >"$work/debootstrap.log" 2>&1 ||
    { tail -3 "$work/debootstrap.log" >&2; exit 1; }
  rm -rf "$work"/debian/var/cache/apt "$work"/debian/var/lib/apt/lists "$work"/debian/usr/share/{doc,locale,man}
  touch "$work/debian/.complete"
fi
[ -d "$work/jre" ] || "$jdk/bin/jlink" --output "$work/jre" --compress zip-0 --no-header-files --no-man-pages --add-modules \
  java.se,jdk.management,jdk.unsupported,jdk.jfr,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.httpserver,jdk.zipfs,jdk.naming.dns,jdk.charsets,jdk.net
base() { # NAME JAVA_HOME
  local container
  container=$(b from scratch)
  b add -q "$container" "$work/debian" / >/dev/null
  b add -q "$container" "$2" /opt/java/openjdk >/dev/null
  if [ "$1" = odonym-build-base ]; then
    mkdir -p "$work/maven"; cp -rL --update=none /usr/share/maven/. "$work/maven/" 2>/dev/null || cp -rLn /usr/share/maven/. "$work/maven/"
    b add -q "$container" "$work/maven" /usr/share/maven >/dev/null
    b add -q "$container" /etc/maven /etc/maven >/dev/null
  fi
  b config --env PATH=/opt/java/openjdk/bin:/usr/share/maven/bin:/usr/local/bin:/usr/bin:/bin --env JAVA_HOME=/opt/java/openjdk \
    --env LANG=C.UTF-8 --cmd '[]' "$container"
  b commit -q "$container" "localhost/$1" >/dev/null
  b rm "$container" >/dev/null
}
base odonym-runtime-base "$work/jre"
base odonym-build-base "$jdk"
echo "BUILD_BASE=localhost/odonym-build-base RUNTIME_BASE=localhost/odonym-runtime-base"
