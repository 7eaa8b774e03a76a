# Sourced by the scripts beside it: what each needs before its Java program. Sets home and java; ends the script with 64
# if it is not run as root or finds no JDK.

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

die() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 64
}

find_java() {
    local candidate feature oldest=25
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        if [ -x "$candidate/bin/java" ] && [ -r "$candidate/release" ]; then
            feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
            if [ "${feature:-0}" -ge "$oldest" ]; then
                java="$candidate/bin/java"
                return
            fi
        fi
    done
    die "no JDK $oldest or newer was found; next: set JAVA_HOME to one"
}

need_root() {
    [ "$EUID" -eq 0 ] || die "$1; next: run it as root"
}

# The command's launcher builds everything if a source changed.
build() {
    "$home/seatrial" --version >/dev/null
}
