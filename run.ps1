# Sets vcam up in .venv, once, and runs it: .\run.ps1 opens the app, .\run.ps1 ARGS is `vcam ARGS`.
# The environment variable PYTHON chooses the Python to use; 3.11 or newer.
$ErrorActionPreference = "Stop"
$root = $PSScriptRoot
$venv = Join-Path $root ".venv"
$vcam = Join-Path $venv "Scripts\vcam.exe"
$stamp = Join-Path $venv "vcam-installed"

function Stop-WithMessage([string]$message) {
    [Console]::Error.WriteLine("vcam: $message")
    exit 1
}

function Test-Python([string[]]$command) {
    if (-not (Get-Command $command[0] -ErrorAction SilentlyContinue)) { return $false }
    $rest = @($command | Select-Object -Skip 1)
    & $command[0] @rest -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>$null
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    if ($env:PYTHON) {
        if (-not (Test-Python @($env:PYTHON))) {
            Stop-WithMessage "PYTHON is set to $($env:PYTHON), which is no Python 3.11 or newer."
        }
        return , @($env:PYTHON)
    }
    foreach ($command in @("py", "-3.11"), @("py", "-3"), @("python"), @("python3")) {
        if (Test-Python $command) { return , $command }
    }
    Stop-WithMessage "Python 3.11 or newer is missing; install it with: winget install Python.Python.3.11"
}

$files = "setup.cfg", "pyproject.toml", "constraints.txt", "run.ps1" | ForEach-Object { Join-Path $root $_ }
$fingerprint = (@((Get-FileHash -Algorithm SHA256 $files).Hash) + $root + "$($env:PYTHON)") -join " "

if (-not ((Test-Path $vcam) -and (Test-Path $stamp) -and ((Get-Content $stamp -Raw).Trim() -eq $fingerprint.Trim()))) {
    [Console]::Error.WriteLine("Setting up vcam in $venv; the first time this takes some minutes and about 2 GB.")
    $python = Find-Python
    $rest = @($python | Select-Object -Skip 1)
    & $python[0] @rest -m venv $venv
    if ($LASTEXITCODE) { Stop-WithMessage "the environment $venv could not be made." }
    & (Join-Path $venv "Scripts\python.exe") -m pip install --disable-pip-version-check `
        --constraint (Join-Path $root "constraints.txt") --editable $root
    if ($LASTEXITCODE) {
        Stop-WithMessage "Python packages could not be installed; check the network and the disk, then start again."
    }
    Set-Content -Path $stamp -Value $fingerprint
}

& $vcam @args
exit $LASTEXITCODE
