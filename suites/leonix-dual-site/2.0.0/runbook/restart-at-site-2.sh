#!/bin/bash
# What the operators do when the first site does not answer: see that it is really gone, start its virtual machines at the
# second site from the surviving copy, the telephone exchange first, and wait until each has answered.
set -eu

site1=198.18.2.5 # hv1
copy=nbd://198.18.2.4:10810/vms

# Gone is what did not answer five times in a row: starting machines twice would be worse than starting them late.
missed=0
while [ "$missed" -lt 5 ]; do
    if timeout 1 bash -c "exec 3<>/dev/tcp/$site1/179" 2>/dev/null; then
        missed=0
    else
        missed=$((missed + 1))
    fi
    sleep 0.2
done

mapfile -t web < <(printf 'web%02d\n' $(seq 1 54))
"$SEATRIAL_GUEST" start tel1 on hv2 from "$copy"
"$SEATRIAL_GUEST" await tel1 on hv2 within 60
"$SEATRIAL_GUEST" start "${web[@]}" on hv2 from "$copy"
"$SEATRIAL_GUEST" await "${web[@]}" on hv2 within 200
