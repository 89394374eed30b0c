# Builds Hubwatch and opens it on the built-in box, or on the workspace named: packaging\run.ps1 [arguments of hubwatch]
# Run it in a shell where the compiler of your Qt kit is found, with CMAKE_PREFIX_PATH naming the kit (C:\Qt\6.7.3\mingw_64).
. "$PSScriptRoot\setup.ps1"
Assert-Tools
Invoke-Build release
$program = "$root\build\release\bin\hubwatch.exe"
$env:PATH = "$env:CMAKE_PREFIX_PATH\bin;$env:PATH"
$arguments = if ($args -contains '--workspace') { $args } else { @('--demo') + $args }
& $program @arguments
exit $LASTEXITCODE
