#!/bin/busybox sh
# A storage server: DRBD's resource r0 on a disk in memory, and a shell for whoever connects to port 22.
/bin/busybox --install -s /bin
export PATH=/bin:/sbin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
fail() { echo "guest: $1"; poweroff -f; }
for module in MODULES; do
    case $module in
    brd) options='rd_nr=1 rd_size=34816' ;;
    drbd) options='usermode_helper=/bin/true' ;;
    *) options= ;;
    esac
    insmod /modules/$module.ko $options || fail "module $module"
done
for word in $(cat /proc/cmdline); do
    case $word in
    me=*) me=${word#me=} ;;
    other=*) other=${word#other=} ;;
    esac
done
ip link set lo up
ip addr add 198.18.9.$me/24 dev eth0 && ip link set eth0 up || fail network
ip addr add 198.18.8.15/24 dev eth1 && ip link set eth1 up || fail network
mknod /dev/drbd0 b 147 0
yes yes | drbdmeta 0 v08 /dev/ram0 internal create-md || fail metadata
drbdsetup new-resource r0 && drbdsetup new-minor r0 0 0 || fail resource
drbdsetup attach 0 /dev/ram0 /dev/ram0 internal --c-plan-ahead=0 --resync-rate=250k || fail disk
cat > /bin/join <<JOIN
drbdsetup connect r0 198.18.9.$me:7789 198.18.9.$other:7789 --protocol=C --ping-int=1 --connect-int=1
JOIN
cat > /bin/part <<PART
drbdsetup disconnect 198.18.9.$me:7789 198.18.9.$other:7789
PART
cat > /bin/protocol <<PROTOCOL
drbdsetup net-options 198.18.9.$me:7789 198.18.9.$other:7789 --protocol=\$1
PROTOCOL
chmod +x /bin/join /bin/part /bin/protocol
join || fail connection
echo "guest: ready"
nc -ll -p 22 -e /bin/sh
