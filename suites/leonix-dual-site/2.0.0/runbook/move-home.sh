#!/bin/bash
# When the first site has power and its storage is whole again, the virtual machines go home.
set -eu

mapfile -t web < <(printf 'web%02d\n' $(seq 1 54))
"$SEATRIAL_GUEST" home tel1 "${web[@]}"
