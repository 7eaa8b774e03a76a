#!/usr/bin/env bash
# Kills the harness with SIGKILL at instants spread over all phases of a run on a small real lab, and checks after each
# that no fault, namespace or process of the run is left, that finished trials are intact and that the run goes on.
# Prints the count. Exit code 0 if every kill left nothing behind, 1 if one did not.
#
#   benchmarks/kill-campaign.sh [KILLS [SEED]]      ten kills take about three minutes
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
[ "$EUID" -eq 0 ] || {
    echo "kill-campaign.sh: the lab makes network namespaces; next: run it as root" >&2
    exit 64
}
# The command's launcher builds everything if a source changed.
"$home/seatrial" --version >/dev/null
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if [ -x "$candidate/bin/java" ] && [ -r "$candidate/release" ]; then
        feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
        if [ "${feature:-0}" -ge 25 ]; then
            exec "$candidate/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC "-Dseatrial.home=$home" \
                -cp "$home/benchmarks/target/app/*" org.seatrial.benchmarks.kill.KillCampaign "$@"
        fi
    fi
done
echo "kill-campaign.sh: no JDK 25 or newer was found; next: set JAVA_HOME to one" >&2
exit 64
