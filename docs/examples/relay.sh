#!/bin/sh
# A device of the adapter "scripted", in shell: relays behind files that hold 1 or 0, as the kernel's GPIO files do.
#
#   devices:
#     relays: {adapter: scripted, command: [/opt/lab/relay.sh], options: {folder: /sys/class/gpio}}
#   links:
#     fibre-a: {cable: {device: relays, target: gpio17}}
#
# Standard input:  {"action": "read" | "on" | "off", "target": "gpio17", "within-ms": 4900, "options": {"folder": "..."}}
# Standard output: {"state": "on" | "off" | "changing"} for read, {} for on and off, {"error": "why"} if it cannot be done.
# A code of exit other than 0 is a failure too; standard error is then part of the message.
set -eu
request=$(tr -d '\n')
field() { printf '%s' "$request" | sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p'; }

file="$(field folder)/$(field target)/value"
if [ ! -f "$file" ]; then
    printf '{"error": "there is no relay %s"}\n' "$(field target)"
    exit 0
fi
case "$(field action)" in
    read) if [ "$(cat "$file")" = 1 ]; then echo '{"state": "on"}'; else echo '{"state": "off"}'; fi ;;
    on) echo 1 >"$file" && echo '{}' ;;
    off) echo 0 >"$file" && echo '{}' ;;
    *) echo '{"error": "unknown action"}' ;;
esac
