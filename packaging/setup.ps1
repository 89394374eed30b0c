# Dot-sourced by run.ps1 and test.ps1: says what is missing, and builds.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot

function Assert-Tools {
    $needed = @(
        @{ Tool = 'cmake'; How = 'winget install Kitware.CMake' },
        @{ Tool = 'ninja'; How = 'winget install Ninja-build.Ninja' },
        @{ Tool = 'git'; How = 'winget install Git.Git' },
        @{ Tool = 'python'; How = 'winget install Python.Python.3.12' }
    )
    $missing = $needed | Where-Object { -not (Get-Command $_.Tool -ErrorAction SilentlyContinue) }
    foreach ($entry in $missing) { Write-Host "missing: $($entry.Tool); $($entry.How)" }
    if (-not $env:CMAKE_PREFIX_PATH) {
        Write-Host 'missing: Qt 6.4 or newer with Qt Charts; install it with the Qt online installer and set CMAKE_PREFIX_PATH'
        Write-Host '         to its kit, such as C:\Qt\6.7.3\mingw_64. zlib must be found there too (vcpkg or MSYS2 have it).'
        exit 2
    }
    if ($missing) { exit 2 }
}

function Invoke-Build([string] $preset) {
    Push-Location $root
    try {
        cmake --preset $preset
        if ($LASTEXITCODE -ne 0) { exit 2 }
        cmake --build --preset $preset
        if ($LASTEXITCODE -ne 0) { exit 1 }
    } finally { Pop-Location }
}
