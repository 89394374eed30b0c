#!/bin/sh
# with_keyring.sh KIND COMMAND...: runs the command on a session bus of its own, with
#   open      an unlocked gnome-keyring
#   none      a bus on which no keychain service can be started
#   nobus     no session bus at all
# HOME and all XDG folders are temporary, so no keyring of this machine is ever seen.
set -eu
kind=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_CONFIG_HOME="$folder/config" XDG_CACHE_HOME="$folder/cache"
export XDG_RUNTIME_DIR="$folder/run"
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY XDG_CURRENT_DESKTOP DESKTOP_SESSION KDE_FULL_SESSION \
    GNOME_KEYRING_CONTROL QT_NO_GLIB || true

for program in dbus-run-session gnome-keyring-daemon gdbus; do
    command -v $program >/dev/null || { echo "$program is missing; packaging/test installs it" >&2; exit 1; }
done

case $kind in
nobus)
    "$@"
    ;;
none)
    cat >"$folder/bus.conf" <<EOF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$folder</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
EOF
    dbus-run-session --config-file="$folder/bus.conf" -- "$@"
    ;;
open)
    # shellcheck disable=SC2016
    dbus-run-session -- sh -c '
        printf %s keyring-password | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
        gdbus wait --session --timeout 10 org.freedesktop.secrets
        status=0
        "$@" || status=$?
        # Else it outlives the bus and this folder.
        pid=$(gdbus call --session -d org.freedesktop.DBus -o / -m org.freedesktop.DBus.GetConnectionUnixProcessID \
            org.freedesktop.secrets 2>/dev/null | sed "s/[^0-9]*32 //; s/[^0-9]//g")
        [ -z "$pid" ] || { kill -CONT "$pid"; kill "$pid"; } 2>/dev/null || true
        exit $status' with_keyring "$@"
    ;;
*)
    echo "with_keyring.sh: unknown kind $kind: open, none or nobus" >&2
    exit 2
    ;;
esac
