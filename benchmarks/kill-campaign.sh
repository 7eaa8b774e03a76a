#!/usr/bin/env bash
# Kills the harness with SIGKILL at instants spread over all phases of a run on a small real lab, and checks after each
# that no fault, namespace or process of the run is left, that finished trials are intact and that the run goes on.
# Prints the count. Exit code 0 if every kill left nothing behind, 1 if one did not.
#
#   benchmarks/kill-campaign.sh [KILLS [SEED]]      ten kills take about three minutes
set -euo pipefail

. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/ready.sh"
need_root "the lab makes network namespaces"
build
find_java
exec "$java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC "-Dseatrial.home=$home" \
    -cp "$home/benchmarks/target/app/*" org.seatrial.benchmarks.kill.KillCampaign "$@"
