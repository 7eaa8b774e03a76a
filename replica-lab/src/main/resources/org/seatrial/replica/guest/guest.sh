#!/bin/sh
# Starts, stops and awaits the virtual machines of one lab, whose folder this is in. A runbook calls it "$SEATRIAL_GUEST".
set -u
here=${0%/*}
. "$here/settings"
# What it starts on the way takes second place behind the lab's routers and those who measure.
renice -n 10 -p $$ > /dev/null

usage() {
    cat >&2 <<'END'
usage: guest start NAME... on NODE [from DISK]      DISK: nbd://ADDRESS:PORT/EXPORT or a file; {name} is the guest's name;
                                                    a guest with a slice gets its slice of it
       guest await NAME... on NODE [within SECONDS] ends when the service of each has answered; usually within 300
       guest stop NAME...                           at once, wherever they run
       guest home NAME...                           stops them elsewhere and starts them where the lab file has them
       guest list                                   what runs, and where
END
    exit 64
}

event() {
    printf '%s %s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%S.%6NZ)" "$2" "$1" "$3" >> "$here/events"
}

# Whether guest $1 runs on node $2; its process number is in $pid then. A number alone may be somebody else's by now.
runs() {
    pid=
    [ -r "$here/run/$2/$1.pid" ] && read -r pid < "$here/run/$2/$1.pid"
    [ -n "$pid" ] && grep -qsF "$here/run/$2/$1.pid" "/proc/$pid/cmdline"
}

# The nodes on which guest $1 runs.
where() {
    for folder in "$here"/run/*/; do
        node=${folder%/}
        node=${node##*/}
        ! runs "$1" "$node" || echo "$node"
    done
}

settings_of() {
    read -r number home memory address port autostart sip offset bytes disk < "$here/all/$1"
}

# Guest $1 on node $2 with disk $3, or with its own where that is "-".
launch() {
    name=$1 node=$2 from=$3
    settings_of "$name"
    read -r namespace gateway < "$here/nodes/$node"
    if [ "$(ip netns exec "$namespace" cat /proc/sys/net/ipv4/ip_forward)" != 1 ]; then
        echo "$node has no power"
        return 1
    fi
    [ "$from" = - ] || disk=$(printf '%s' "$from" | sed "s/{name}/$name/g")
    # A guest that has a slice of its disk has the same slice of any other that it is started from.
    slice=
    [ "$bytes" = 0 ] || slice=",offset=$offset,size=$bytes"
    case $disk in
    *,*)
        echo "no disk may have a comma in its name: $disk"
        return 1
        ;;
    -) set -- ;;
    nbd://*:*/*)
        server=${disk#nbd://}
        export=${server#*/}
        server=${server%%/*}
        nbd="file.driver=nbd,file.server.type=inet,file.server.host=${server%:*},file.server.port=${server##*:}"
        # The way to the storage may still be coming up, and may be lost for a while.
        set -- -blockdev "driver=raw,node-name=disk,read-only=on$slice,$nbd,file.export=$export,file.reconnect-delay=10,file.open-timeout=60"
        ;;
    nbd:*)
        echo "this is not nbd://ADDRESS:PORT/EXPORT: $disk"
        return 1
        ;;
    *) set -- -blockdev "driver=raw,node-name=disk,read-only=on$slice,force-share=on,file.driver=file,file.filename=$disk" ;;
    esac
    [ $# -eq 0 ] || set -- "$@" -device virtio-blk-pci,drive=disk
    mkdir -p "$here/run/$node"
    rm -f "$here/run/$node/$name.console" "$here/run/$node/$name.ready"
    mac=$(printf '02:00:5e:10:%02x:%02x' $((number / 256)) $((number % 256)))
    tell="GUEST_NAME=$name GUEST_NODE=$node GUEST_ADDRESS=$address GUEST_GATEWAY=$gateway GUEST_PORT=$port"
    initramfs=initramfs
    if [ "$sip" != - ]; then
        initramfs=initramfs-sip
        tell="$tell GUEST_SIP=$sip"
    fi
    # The memory that it had when it ran before, unless it is used: a guest may run at two nodes by mistake. Whoever has the
    # lock, which QEMU inherits and keeps to its end, has the memory.
    ram=
    if [ -n "$MEMORY" ] && command exec 8>> "$MEMORY/$name" && flock --nonblock 8; then
        ram=",memory-backend=ram"
        set -- "$@" -object "memory-backend-file,id=ram,size=${memory}M,mem-path=$MEMORY/$name,share=on"
    fi
    # While it makes its interface it holds a lock that the lab's routers and every repair wait for, so it must get on then.
    GUEST_ADDRESS=$address GUEST_GATEWAY=$gateway \
        ip netns exec "$namespace" "$QEMU" -name "$name" -nodefaults -no-user-config -no-reboot \
        -display none -machine "pc$ram" $FIRMWARE -accel "$ACCELERATOR" -cpu "$CPU" -smp 1 -m "$memory" \
        -kernel "$KERNEL" -initrd "$here/$initramfs" -append "$ARGUMENTS $tell" \
        -serial "file:$here/run/$node/$name.console" \
        -netdev "tap,id=net,ifname=_g$number,script=$here/up,downscript=no" \
        -device "virtio-net-pci,netdev=net,mac=$mac,romfile=" "$@" \
        -daemonize -pidfile "$here/run/$node/$name.pid" || return 1
    # From now on it gets the processor when nobody else wants it: what is measured beside it must not notice it.
    runs "$name" "$node" && chrt --idle --all-tasks --pid 0 "$pid"
}

# Guest $1 on node $2 with disk $3.
start_one() {
    if runs "$1" "$2"; then
        rm -f "$here/run/$2/$1.starting"
        echo "$1 runs on $2 already"
    elif said=$(launch "$@" 2>&1); then
        rm -f "$here/run/$2/$1.starting"
        event "$1" "$2" guest-started
        echo "$1 started on $2"
    else
        event "$1" "$2" guest-failed
        rm -f "$here/run/$2/$1.starting"
        echo "guest: $1 did not start on $2: $said" >&2
        return 1
    fi
}

# Whether guest $1, a NODE/NAME, says that its service runs. Without another program: it is asked often.
ready() {
    [ -r "$here/run/$1.console" ] || return 1
    while read -r line; do
        case $line in 'guest: ready'*) return 0 ;; esac
    done < "$here/run/$1.console"
    return 1
}

# Notes when guest $1, a NODE/NAME, was first seen to be ready.
note_ready() {
    [ ! -e "$here/run/$1.ready" ] || return 0
    : > "$here/run/$1.ready"
    event "${1##*/}" "${1%/*}" guest-ready
}

# Whether guest $1, a NODE/NAME, is being started, or boots.
boots() {
    [ ! -e "$here/run/$1.starting" ] || return 0
    pid=
    [ ! -r "$here/run/$1.pid" ] || read -r pid < "$here/run/$1.pid"
    [ -n "$pid" ] && [ -e "/proc/$pid" ] && ! ready "$1"
}

# Waits until fewer than $at_once guests boot, and counts guest $1 on node $2 among them. A guest whose share of a processor
# is little more than its clock's interrupts take does not get on: fifty at once need far longer than a few after the others.
await_turn() {
    while :; do
        booting= count=0
        for one in $begun; do
            if boots "$one"; then
                booting="$booting $one" count=$((count + 1))
            elif ready "$one"; then
                note_ready "$one"
            fi
        done
        begun=$booting
        [ "$count" -ge "$at_once" ] || break
        sleep 0.1
    done
    mkdir -p "$here/run/$2"
    : > "$here/run/$2/$1.starting"
    begun="$begun $2/$1"
}

stop_one() {
    for at in $(where "$1"); do
        while runs "$1" "$at"; do
            # The interface goes with it, under the same lock.
            chrt --other --all-tasks --pid 0 "$pid" 2> /dev/null
            kill -9 "$pid" 2> /dev/null
            sleep 0.02
        done
        event "$1" "$at" guest-stopped
        echo "$1 stopped on $at"
    done
}

home_one() {
    settings_of "$1"
    for at in $(where "$1"); do
        [ "$at" = "$home" ] || stop_one "$1"
    done
    start_one "$1" "$home" -
}

# Hundredths of a second since the machine started.
now() {
    read -r up rest < /proc/uptime
    echo "${up%.*}${up#*.}"
}

# Whether the service of guest $1 on node $2 answers with its name; 2 if the guest does not run there.
asked() {
    if ! runs "$1" "$2"; then
        echo "guest: $1 does not run on $2: $(tail -n 1 "$here/run/$2/$1.console" 2> /dev/null)" >&2
        return 2
    fi
    # Asked only when it says so itself, so that fifty that are booting are left alone.
    ready "$2/$1" || return 1
    note_ready "$2/$1"
    settings_of "$1"
    read -r namespace gateway < "$here/nodes/$2"
    # Not wget, which looks up the service's name and crashes over it where busybox is static.
    printf 'GET / HTTP/1.0\r\n\r\n' \
        | ip netns exec "$namespace" "$BUSYBOX" nc -w 5 "$address" "$port" 2> /dev/null | grep -qx "name: $1"
}

# Asks the guests $names on node $1 one after the other until each has answered, or it is $2 by the clock of now.
await_all() {
    failed=0
    while [ -n "$names" ]; do
        left=
        for guest in $names; do
            asked "$guest" "$1"
            case $? in
            0)
                event "$guest" "$1" guest-answered
                echo "$guest answered on $1 after $(($(now) - begin))0 ms"
                ;;
            1) left="$left $guest" ;;
            *) failed=1 ;;
            esac
        done
        names=$left
        if [ -n "$names" ] && [ "$(now)" -ge "$2" ]; then
            echo "guest: not answered on $1 have$names" >&2
            return 1
        fi
        [ -z "$names" ] || sleep 0.3
    done
    return $failed
}

# What the guests on node $1 take of this machine's memory; what processes share counts once altogether.
memory() {
    count=0 kib=0
    for guest in $names; do
        runs "$guest" "$1" || continue
        own=$(sed -n 's/^Pss: *\([0-9]*\) kB/\1/p' "/proc/$pid/smaps_rollup" 2> /dev/null)
        count=$((count + 1))
        kib=$((kib + ${own:-0}))
    done
    [ "$count" = 0 ] || echo "memory of $count guests on $1: $((kib / 1024)) MiB, $((kib / 1024 / count)) MiB each"
}

# Runs "$1 GUEST ARGUMENT..." for all names at the same time.
for_each() {
    step=$1
    shift
    jobs=
    for guest in $names; do
        case $step in
        start_one) await_turn "$guest" "$1" ;;
        home_one) settings_of "$guest" && await_turn "$guest" "$home" ;;
        esac
        "$step" "$guest" "$@" &
        jobs="$jobs $!"
    done
    failed=0
    for job in $jobs; do
        wait "$job" || failed=1
    done
    return $failed
}

[ $# -gt 0 ] || usage
verb=$1
shift
names= on= from=- within=300
while [ $# -gt 0 ]; do
    case $1 in
    on | from | within)
        [ $# -gt 1 ] || usage
        case $1 in
        on) on=$2 ;;
        from) from=$2 ;;
        within) within=$2 ;;
        esac
        shift 2
        ;;
    *)
        names="$names $1"
        shift
        ;;
    esac
done
for guest in $names; do
    case $guest in */* | .*) usage ;; esac
    [ -r "$here/all/$guest" ] || { echo "guest: the lab file has no guest $guest" >&2; exit 64; }
done
case $on in */* | .*) usage ;; esac
[ -z "$on" ] || [ -r "$here/nodes/$on" ] || { echo "guest: no guest can run on $on" >&2; exit 64; }
case $within in '' | *[!0-9]*) usage ;; esac
begin=$(now) begun= at_once=$(nproc)

case $verb in
start)
    [ -n "$names" ] && [ -n "$on" ] || usage
    for_each start_one "$on" "$from"
    ;;
await)
    [ -n "$names" ] && [ -n "$on" ] || usage
    all=$names
    await_all "$on" $((begin + within * 100))
    ended=$?
    names=$all
    memory "$on"
    exit $ended
    ;;
stop)
    [ -n "$names" ] || usage
    for_each stop_one
    ;;
home)
    [ -n "$names" ] || usage
    # All others serve meanwhile: the machine has less to spare than when a site comes up.
    at_once=1
    for_each home_one
    ;;
autostart)
    # What a node does when it gets power; a guest that runs elsewhere by now is not started twice.
    [ -n "$on" ] || usage
    for file in "$here"/all/*; do
        guest=${file##*/}
        settings_of "$guest"
        if [ "$home" = "$on" ] && [ "$autostart" = true ] && [ -z "$(where "$guest")" ]; then
            names="$names $guest"
        fi
    done
    for_each start_one "$on" - < /dev/null >> "$here/log" 2>&1 &
    ;;
list)
    for file in "$here"/all/*; do
        guest=${file##*/}
        for at in $(where "$guest"); do
            runs "$guest" "$at" && echo "$guest $at $pid"
        done
    done
    ;;
*) usage ;;
esac
