#!/bin/bash
# When the first site has power and its storage is whole again, the virtual machines go home, one after the other: each is away
# only while it starts, and all others answer meanwhile.
set -eu

mapfile -t web < <(printf 'web%02d\n' $(seq 1 54))
"$SEATRIAL_GUEST" home tel1 "${web[@]}"
"$SEATRIAL_GUEST" await tel1 "${web[@]}" on hv1 within 60
