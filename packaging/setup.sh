# Sourced by run, test and package: installs what a purpose needs and this system lacks, and says what it installs.
# shellcheck shell=bash

say() { printf '%s: %s\n' "$(basename "$0")" "$*"; }
give_up() { say "$*" >&2; exit 2; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else give_up "root is needed for: $*"
    fi
}

# The packages of packages.txt for a system and a purpose, one a line.
listed_packages() {
    awk -v os="$1" -v use="$2" '$1 == os && $2 == use { for (i = 3; i <= NF; i++) print $i }' \
        "$root/packaging/packages.txt"
}

installed_debian() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
known_debian() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

# Of "a|b" the one that is installed; nothing when that is so.
missing_debian() {
    local choice name
    for choice in "$@"; do
        for name in ${choice//|/ }; do
            if installed_debian "$name"; then continue 2; fi
        done
        printf '%s\n' "$choice"
    done
}

first_known_debian() {
    local name
    for name in ${1//|/ }; do
        if known_debian "$name"; then printf '%s\n' "$name"; return; fi
    done
    printf '%s\n' "${1%%|*}"
}

# Debian starts a daemon with its package. On a real machine nobody asked for a Prometheus on port 9090, so services stay
# down while we install, unless the machine has a policy of its own.
without_services() {
    local policy=/usr/sbin/policy-rc.d code=0
    if [ -e "$policy" ]; then "$@"; return; fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    "$@" || code=$?
    as_root rm -f "$policy"
    return "$code"
}

install_debian() {
    local missing choice names=()
    mapfile -t missing < <(missing_debian "$@")
    if [ ${#missing[@]} = 0 ]; then return; fi
    as_root apt-get update -qq || give_up "apt-get update failed; is there a network?"
    for choice in "${missing[@]}"; do names+=("$(first_known_debian "$choice")"); done
    say "installing with apt: ${names[*]}"
    without_services as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${names[@]}" >/dev/null \
        || give_up "apt-get could not install: ${names[*]}"
}

# install_packages PURPOSE...
install_packages() {
    local purpose packages=()
    local system=
    if command -v apt-get >/dev/null; then system=debian
    elif command -v dnf >/dev/null; then system=fedora
    elif command -v pacman >/dev/null; then system=arch
    elif command -v brew >/dev/null; then system=macos
    else give_up "no apt, dnf, pacman or brew here; install a C++20 compiler, CMake 3.25, Ninja, Qt 6.4 or newer with Charts, NetworkAuth and Svg, QtKeychain, zlib, toml++"
    fi
    for purpose in "$@"; do
        while read -r name; do packages+=("$name"); done < <(listed_packages "$system" "$purpose")
    done
    if [ ${#packages[@]} = 0 ]; then give_up "packages.txt names nothing for $system"; fi
    if [ "$system" = debian ]; then
        # Node often comes from elsewhere than Debian; two of them would quarrel.
        for purpose in "$@"; do
            if [ "$purpose" = test ] && ! { command -v node && command -v npm; } >/dev/null; then packages+=(nodejs npm); fi
        done
        install_debian "${packages[@]}"
    else
        say "needs: ${packages[*]}"
        case $system in
        fedora) rpm -q "${packages[@]}" >/dev/null 2>&1 || as_root dnf install -y "${packages[@]}" ;;
        arch) pacman -T "${packages[@]}" >/dev/null || as_root pacman -S --needed --noconfirm "${packages[@]}" ;;
        macos) brew install --quiet "${packages[@]}" ;;
        esac || give_up "could not install: ${packages[*]}"
    fi
    # Homebrew's Qt is where CMake does not look.
    if [ "$system" = macos ]; then
        CMAKE_PREFIX_PATH="$(brew --prefix qt)${CMAKE_PREFIX_PATH:+:$CMAKE_PREFIX_PATH}"
        export CMAKE_PREFIX_PATH
    fi
}

# Building as root in somebody's checkout, or in a container: git must not be asked, and ccache is a gain only.
build_preset() {
    local preset=$1
    shift
    cmake --preset "$preset" -S "$root" >"$root/.configure.log" 2>&1 || { cat "$root/.configure.log"; give_up "configuring failed"; }
    rm -f "$root/.configure.log"
    (cd "$root" && cmake --build --preset "$preset" "$@")
}
