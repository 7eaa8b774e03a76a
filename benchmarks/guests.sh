#!/usr/bin/env bash
# Starts many virtual machines on one node of a lab at once, as a runbook does after the loss of a site, and prints when all
# of them have answered and what memory they take. Exit code 0 if all answered within five minutes, 1 if not.
#
#   benchmarks/guests.sh [GUESTS]      55 unless told; run nothing else on the machine meanwhile
set -euo pipefail

. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/ready.sh"
need_root "the lab makes network namespaces"
build
find_java
exec "$java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
    -cp "$home/benchmarks/target/app/*" org.seatrial.benchmarks.GuestStorm "$@"
