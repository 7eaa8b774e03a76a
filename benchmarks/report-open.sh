#!/usr/bin/env bash
# How much longer Chromium takes to open and paint a report than an empty page.
#   benchmarks/report-open.sh [REPORT.html]
# Without an argument: the report of 250 simulated trials that `./mvnw -pl harness-cli -am test -Dtest=ReportSizeTest
# -Dsurefire.failIfNoSpecifiedTests=false` leaves. Rounds of both pages alternate; told are medians. Exits 1 above 2 s.
set -euo pipefail
cd "$(dirname "$0")/.."

report=$(realpath "${1:-harness-cli/target/campaign/report.html}")
rounds=${ROUNDS:-11}
limit_ms=2000
[ -f "$report" ] || { echo "there is no $report; see the head of this script" >&2; exit 64; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo '<!DOCTYPE html><title>empty</title><p>empty' >"$folder/empty.html"

# Milliseconds until a page is loaded, laid out and painted.
opened() {
    local from to
    from=$(date +%s%N)
    chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-dev-shm-usage \
        --user-data-dir="$folder/profile" --window-size=1280,900 --screenshot="$folder/page.png" "file://$1" 2>/dev/null
    to=$(date +%s%N)
    [ -s "$folder/page.png" ] || { echo "chromium painted nothing" >&2; exit 70; }
    rm "$folder/page.png"
    echo $(((to - from) / 1000000))
}

median() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }

opened "$folder/empty.html" >/dev/null
for _ in $(seq "$rounds"); do
    opened "$folder/empty.html" >>"$folder/empty.ms"
    opened "$report" >>"$folder/report.ms"
done
empty=$(median "$folder/empty.ms")
full=$(median "$folder/report.ms")
echo "report: $(stat -c %s "$report") bytes"
echo "median of $rounds: empty page $empty ms, report $full ms, so the report takes $((full - empty)) ms"
echo "all rounds of the report: $(sort -n "$folder/report.ms" | tr '\n' ' ')"
[ $((full - empty)) -lt "$limit_ms" ]
