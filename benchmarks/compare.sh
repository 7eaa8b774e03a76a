#!/usr/bin/env bash
# Compares the instrument with other tools, side by side on this machine: every row runs both in turn, at least seven
# rounds. Prints a table of ratios; exit code 0 if every figure meets its bar, 1 if one misses it, 64 if something is
# missing. Takes at most 20 minutes; run nothing else on the machine meanwhile.
#
#   benchmarks/compare.sh [--install] [ROW...]
set -euo pipefail

. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/ready.sh"
app="$home/benchmarks/target/app"
limit_s=1200
rows=(
    packet.RoundTripRow packet.PacingRow packet.PacketRateRow packet.LightPacingRow
    wire.WireRow wire.OutageRow
    HistogramLogRow OutageAgainstFpingRow LabRow VersionRow
)
# Program and the Debian package that has it.
tools=(
    "sockperf sockperf" "iperf3 iperf3" "fping fping" "mn mininet" "brctl bridge-utils"
    "ip iproute2" "unshare util-linux" "renice bsdutils"
)

packages=()
find_missing() {
    local tool
    packages=()
    for tool in "${tools[@]}"; do
        command -v "${tool% *}" >/dev/null 2>&1 || packages+=("${tool#* }")
    done
}

install=no
chosen=()
for argument in "$@"; do
    case "$argument" in
        --install) install=yes ;;
        -*) die "'$argument' is no option; usage: benchmarks/compare.sh [--install] [ROW...]" ;;
        *)
            [[ " ${rows[*]} " == *" $argument "* ]] || die "there is no row '$argument'; rows: ${rows[*]}"
            chosen+=("$argument")
            ;;
    esac
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${rows[@]}")

need_root "the rows make network namespaces"
find_missing
if [ ${#packages[@]} -gt 0 ] && [ "$install" = yes ]; then
    echo "installing: ${packages[*]}" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
    find_missing
fi
[ ${#packages[@]} -eq 0 ] || die "missing Debian packages: ${packages[*]}; next: benchmarks/compare.sh --install"

build
find_java

own=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# As the command itself runs. The library that reads logs is five times slower so, which would flatter us.
command=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)
table=$(mktemp)
lines=$(mktemp)
trap 'rm -f "$table" "$lines"' EXIT
printf 'row\tfigure\tours\ttheirs\tratio: median [min .. max]\tbar\t\n' >"$table"
failed=()
cd "$home"
# Fields of /proc/stat: time that the host of a virtual machine took, and all time.
processor_time() {
    awk '$1 == "cpu" { for (i = 2; i <= 9; i++) all += $i; print $9, all }' /proc/stat
}
for row in "${chosen[@]}"; do
    left=$((limit_s - SECONDS))
    flags=("${own[@]}" "${command[@]}")
    [ "$row" != HistogramLogRow ] || flags=("${own[@]}")
    printf '%4d s  %s\n' "$SECONDS" "$row" >&2
    : >"$lines"
    read -r taken all < <(processor_time)
    if [ "$left" -le 0 ] \
        || ! timeout --kill-after=10 "$left" "$java" "${flags[@]}" -cp "$app/*" "org.seatrial.benchmarks.$row" >"$lines" \
        || ! [ -s "$lines" ] || grep -q $'\tfail$' "$lines"; then
        failed+=("$row")
    fi
    cat "$lines" >>"$table"
    read -r taken_since all_since < <(processor_time)
    awk -v row="$row" -v taken=$((taken_since - taken)) -v all=$((all_since - all)) 'BEGIN {
        printf "%s\tprocessor time that the host took meanwhile, %%\t%.1f\t-\t-\t-\t\n", row, all ? 100 * taken / all : 0
    }' >>"$table"
done

awk -F '\t' '
    { line[NR] = $0; for (i = 1; i <= NF; i++) if (length($i) > width[i]) width[i] = length($i) }
    END {
        for (n = 1; n <= NR; n++) {
            fields = split(line[n], field, FS)
            text = ""
            for (i = 1; i <= fields; i++) text = text sprintf("%-" width[i] "s  ", field[i])
            sub(/ +$/, "", text)
            print text
        }
    }' "$table"
printf '%d s, %s, %s processors, Linux %s\n' "$SECONDS" "$(date -u +%Y-%m-%dT%H:%MZ)" "$(nproc)" "$(uname -r)"
if [ ${#failed[@]} -gt 0 ]; then
    echo "missed, cut off at $limit_s s, or broken: ${failed[*]}"
    exit 1
fi
