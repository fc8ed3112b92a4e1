#!/bin/sh
# First process of the guest: its root is the machine's own, read only, under a layer in memory. JOB, NODE and SHARED come from the kernel's command line.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 NO_COLOR=1 DBUS_SESSION_BUS_ADDRESS=/dev/null
mount -t tmpfs -o size=4g tmpfs /mnt && mkdir -p /mnt/upper /mnt/work /mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work,xino=off,index=off overlay /mnt/root || echo "no overlay"
cd /mnt/root
mount -t proc proc proc; mount -t sysfs sysfs sys; mount -t devtmpfs dev dev
mkdir -p dev/pts dev/shm "./$SHARED"
mount -t devpts devpts dev/pts; mount -t tmpfs -o mode=1777 tmpfs dev/shm; mount -t tmpfs -o mode=755 tmpfs run
mount -t hostfs -o "$SHARED" none "./$SHARED"
cat > /mnt/root/tmp/guest-job.sh <<'JOB'
ip link set lo up 2>/dev/null || busybox ip link set lo up
# The guest kernel's io_uring is not to be relied on.
echo 2 > /proc/sys/kernel/io_uring_disabled
/lib/systemd/systemd-udevd --daemon
"$NODE" --disable-warning=ExperimentalWarning "$JOB" 2>&1
echo "guest-exit $?"
sync
busybox poweroff -f
JOB
exec chroot /mnt/root /bin/sh /tmp/guest-job.sh
