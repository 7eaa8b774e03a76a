#!/usr/bin/env bash
# Why something is late on this machine, by the kernel's own trace (tracefs). Needs root; run nothing else meanwhile. Takes
# about half a minute.
#
#   benchmarks/profile.sh pacing   what ran instead of a sender while a packet was due, and how late a sleeping one is woken
#   benchmarks/profile.sh wire     what ran instead of a spinning wire, and in the gaps of a loop that only reads the clock
set -euo pipefail

. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/ready.sh"
case "${1:-}" in
    pacing) profile=packet.PacingProfile ;;
    wire) profile=wire.WireProfile ;;
    *) die "'${1:-}' is no profile; usage: benchmarks/profile.sh pacing|wire" ;;
esac
need_root "tracing needs it"
build
find_java
exec "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC \
    -XX:TieredStopAtLevel=1 -cp "$home/benchmarks/target/app/*" "org.seatrial.benchmarks.$profile"
