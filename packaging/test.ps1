# Builds Hubwatch and runs its tests: packaging\test.ps1
# MinGW has no sanitizers, so this is the preset dev.
. "$PSScriptRoot\setup.ps1"
Assert-Tools
$env:PATH = "$env:CMAKE_PREFIX_PATH\bin;$env:PATH"
python "$root\tests\layering.py" "$root"
if ($LASTEXITCODE -ne 0) { exit 1 }
Invoke-Build dev
Push-Location $root
ctest --preset dev
$code = $LASTEXITCODE
Pop-Location
exit $code
