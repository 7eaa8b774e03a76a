#!/usr/bin/env bash
# Starts many virtual machines on one node of a lab at once, as a runbook does after the loss of a site, and prints when all
# of them have answered and what memory they take. Exit code 0 if all answered within five minutes, 1 if not.
#
#   benchmarks/guests.sh [GUESTS]      55 unless told; run nothing else on the machine meanwhile
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
[ "$EUID" -eq 0 ] || {
    echo "guests.sh: the lab makes network namespaces; next: run it as root" >&2
    exit 64
}
# The command's launcher builds everything if a source changed.
"$home/seatrial" --version >/dev/null
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if [ -x "$candidate/bin/java" ] && [ -r "$candidate/release" ]; then
        feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
        if [ "${feature:-0}" -ge 25 ]; then
            exec "$candidate/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
                -cp "$home/benchmarks/target/app/*" org.seatrial.benchmarks.GuestStorm "$@"
        fi
    fi
done
echo "guests.sh: no JDK 25 or newer was found; next: set JAVA_HOME to one" >&2
exit 64
