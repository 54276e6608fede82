#!/bin/sh
# NAME IMAGE PATH,PATH… CAPABILITY,… UID MEGABYTES REVISION ARGV… : a container with these arguments runs; one of that name with other
# arguments is replaced. It runs as UID, owns its paths and has no other capabilities; its root file system is read-only unless UID is 0.
# REVISION: a digest of what it reads at its start: image, configuration and keys.
set -eu
name=$1 image=$2 mounts=$3 capabilities=$4 uid=$5 megabytes=$6
shape=$(printf '%s\n' "$@" | sha256sum | cut -d ' ' -f 1)
shift 7
ctr="ctr --namespace opads"
known=$($ctr containers info "$name" 2>/dev/null || true)
# The first match is the label; the specification repeats its value at the start.
label() { printf '%s' "$known" | sed -n "s|.*\"$1\": \"\(.*\)\".*|\1|p" | head -n 1; }
waits_until_it_runs() {
  n=0
  until $ctr tasks ls | grep -q "^$name .*RUNNING"; do
    n=$((n + 1))
    [ "$n" -lt $((100 * ${OPADS_PATIENCE:-1})) ] || { tail -n 3 "/var/log/opads/$name.log" >&2; exit 1; }
    sleep 0.1
  done
  echo changed
  exit 0
}
if [ "$(label opads.shape)" = "$shape" ]; then
  # Somebody may have stopped it by hand: the restart monitor leaves such a container alone.
  [ "$(label containerd.io/restart.status)" != running ] || exit 0
  $ctr containers label "$name" containerd.io/restart.status=running containerd.io/restart.explicitly-stopped= >/dev/null
  waits_until_it_runs
fi
if [ -n "$known" ]; then
  $ctr containers label "$name" containerd.io/restart.status=stopped >/dev/null
  $ctr tasks kill --signal SIGTERM "$name" 2>/dev/null || true
  n=0
  while $ctr tasks ls --quiet | grep -qx "$name"; do
    n=$((n + 1))
    [ "$n" -lt $((100 * ${OPADS_PATIENCE:-1})) ] || { $ctr tasks kill --signal SIGKILL "$name" || true; break; }
    sleep 0.1
    $ctr tasks delete "$name" >/dev/null 2>&1 || true
  done
  $ctr containers delete "$name"
fi
mkdir -p /var/log/opads
flags=""
for path in $(printf '%s' "$mounts" | tr ',' ' '); do
  mkdir -p -m 0700 "$path"
  chmod 0700 "$path"
  [ "$(find "$path" ! -user "$uid" -print -quit)" = "" ] || chown -R "$uid:$uid" "$path"
  flags="$flags --mount type=bind,src=$path,dst=$path,options=rbind:rw"
done
for capability in $(printf '%s' "$capabilities" | tr ',' ' '); do
  flags="$flags --cap-add $capability"
done
# ctr gives these to every container.
for capability in CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE; do
  case ",$capabilities," in *",CAP_$capability,"*) ;; *) flags="$flags --cap-drop CAP_$capability" ;; esac
done
[ "$uid" = 0 ] || flags="$flags --read-only"
# shellcheck disable=SC2086 # flags hold several words
$ctr containers create --net-host $flags --seccomp --user "$uid:$uid" --memory-limit $((megabytes * 1048576)) \
  --runc-binary /usr/local/sbin/opads-runc \
  --mount type=bind,src=/etc/localtime,dst=/etc/localtime,options=rbind:ro \
  --label "opads.shape=$shape" --label containerd.io/restart.status=running --label containerd.io/restart.policy=always \
  --label "containerd.io/restart.loguri=file:///var/log/opads/$name.log" "$image" "$name" "$@"
waits_until_it_runs
