#!/usr/bin/env bash
# Why something is late on this machine, by the kernel's own trace (tracefs). Needs root; run nothing else meanwhile. Takes
# about half a minute.
#
#   benchmarks/profile.sh pacing   what ran instead of a sender while a packet was due, and how late a sleeping one is woken
#   benchmarks/profile.sh wire     what ran instead of a spinning wire, and in the gaps of a loop that only reads the clock
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
case "${1:-}" in
    pacing) profile=packet.PacingProfile ;;
    wire) profile=wire.WireProfile ;;
    *)
        echo "profile.sh: '${1:-}' is no profile; usage: benchmarks/profile.sh pacing|wire" >&2
        exit 64
        ;;
esac
[ "$EUID" -eq 0 ] || {
    echo "profile.sh: tracing needs root; next: run it as root" >&2
    exit 64
}
# The command's launcher builds everything if a source changed.
"$home/seatrial" --version >/dev/null
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if [ -x "$candidate/bin/java" ] && [ -r "$candidate/release" ]; then
        feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
        if [ "${feature:-0}" -ge 25 ]; then
            exec "$candidate/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
                -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
                -cp "$home/benchmarks/target/app/*" "org.seatrial.benchmarks.$profile"
        fi
    fi
done
echo "profile.sh: no JDK 25 or newer was found; next: set JAVA_HOME to one" >&2
exit 64
