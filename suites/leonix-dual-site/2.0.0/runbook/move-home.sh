#!/bin/bash
# When the first site has power and its storage is whole again, the virtual machines go home, some at a time: each is away
# only while it starts itself, and all the others answer meanwhile.
set -eu

"$SEATRIAL_GUEST" home tel1
"$SEATRIAL_GUEST" await tel1 on hv1 within 60
for first in 1 10 19 28 37 46; do
    mapfile -t web < <(printf 'web%02d\n' $(seq "$first" $((first + 8))))
    "$SEATRIAL_GUEST" home "${web[@]}"
    "$SEATRIAL_GUEST" await "${web[@]}" on hv1 within 60
done
