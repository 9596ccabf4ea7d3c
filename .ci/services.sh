#!/bin/sh
# What the tests and checks use beside Python: Chromium, PostgreSQL, Redis, Node, Caddy, systemd's own check of units,
# Pango (papers as PDF), docker-compose (reads the compose file, starts nothing), a C compiler (measurements). Missing ones are
# installed through apt where this user is root or may become root without a password. What cannot be had is named here; the tests
# that need it say so again. What only the long runs use is asked for by name: services.sh webkit
set -u

have_chromium() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }
have_postgresql() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
have_redis() { command -v redis-server; }
have_node() { command -v node && command -v npm; }
have_caddy() { command -v caddy; }
have_systemd() { command -v systemd-analyze; }
have_compose() { command -v docker-compose; }
have_cc() { command -v cc; }
have_pango() { ldconfig -p | grep -q libpangoft2; }
have_webkit() { command -v WebKitWebDriver && command -v Xvfb; }

missing() {
    for tool in chromium postgresql redis node caddy systemd pango compose cc "$@"; do
        "have_$tool" >/dev/null 2>&1 || echo "$tool"
    done
}

packages() {
    for tool in $1; do
        case $tool in
            chromium) apt-cache show chromium-headless-shell >/dev/null 2>&1 && echo chromium-headless-shell || echo chromium ;;
            redis) echo redis-server ;;
            node) echo nodejs npm ;;
            compose) echo docker-compose ;;
            cc) echo gcc libc6-dev ;;
            pango) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
            webkit) echo webkit2gtk-driver xvfb ;;
            *) echo "$tool" ;;
        esac
    done
}

wanted=$(missing "$@")
[ -n "$wanted" ] || exit 0

if ! command -v apt-get >/dev/null; then
    as_root=
elif [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n env'
else
    as_root=
fi

if [ -n "$as_root" ]; then
    echo "Installing through apt:" $wanted
    $as_root apt-get update -q >/dev/null </dev/null || echo "apt-get update failed; trying with the lists as they are."
    for package in $(packages "$wanted"); do
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$package" >/dev/null </dev/null ||
            echo "apt could not install $package."
    done
fi

wanted=$(missing "$@")
[ -z "$wanted" ] || echo "Could not be had here:" $wanted
