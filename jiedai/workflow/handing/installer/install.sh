#!/bin/sh
# Finds a Python that is new enough and runs install.py with it: sh 安装.sh [文件夹]
cd "$(dirname "$0")" || exit 2
for python in python3.14 python3.13 python3.12 python3.11 python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    exec "$python" install.py "$@"
  fi
done
echo '没有找到 Python 3.11 或更新的版本，先装 Python。' >&2
exit 2
