@echo off
setlocal DisableDelayedExpansion
pushd "%~dp0"
set "PYTHON="
for %%V in (3.14 3.13 3.12 3.11) do call :look %%V
if defined PYTHON goto install
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 goto missing
set "PYTHON=python"
:install
%PYTHON% install.py %*
set "STATUS=%ERRORLEVEL%"
pause
popd
exit /b %STATUS%
:look
if defined PYTHON exit /b 0
py -%1 -c "" >nul 2>nul
if not errorlevel 1 set "PYTHON=py -%1"
exit /b 0
:missing
chcp 65001 >nul
echo 没有找到 Python 3.11 或更新的版本，先装 Python，再双击这个文件。  [Python 3.11 or newer]
pause
popd
exit /b 2
