#!/usr/bin/env bash
# Why packets leave late on this machine: the kernel's own trace (tracefs) of what ran instead of the sender between the
# instant at which a packet was due and the one at which it left, and how late a sleeping sender is woken. Needs root; run
# nothing else meanwhile. Takes about half a minute.
#
#   benchmarks/pacing-profile.sh
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
[ "$EUID" -eq 0 ] || {
    echo "pacing-profile.sh: tracing needs root; next: run it as root" >&2
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
                -cp "$home/benchmarks/target/app/*" org.seatrial.benchmarks.packet.PacingProfile "$@"
        fi
    fi
done
echo "pacing-profile.sh: no JDK 25 or newer was found; next: set JAVA_HOME to one" >&2
exit 64
