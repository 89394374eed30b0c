// A certificate for localhost that nobody trusts, and its key: worth nothing, made for FaultServer alone.
#pragma once

namespace hubwatch::testing {

// All DER in base64; EC on P-256, valid for a hundred years.
constexpr char testKey[]
    = "MHcCAQEEIMsbY7/RJLw1ypsAP5Nxa0jltAV9lkChAWpzE6d3BJ4EoAoGCCqGSM49AwEHoUQDQgAEVfDXNADN3LE0azU0cv/1cHcy"
      "BhUNiIGk5/X4i8nvEnXCurQZGkHbM+s7kQOTXOFMfhy2pV/ogehCY6SZHf3wjw==";
constexpr char testCertificate[]
    = "MIIBmjCCAUGgAwIBAgIUJOaeC6jgzBMtflUltiytZSX7JHwwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2"
      "MTEyMzEyMjE0NFoYDzIxMjYxMDMwMTIyMTQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC"
      "AARV8Nc0AM3csTRrNTRy//VwdzIGFQ2IgaTn9fiLye8SdcK6tBkaQdsz6zuRA5Nc4Ux+HLalX+iB6EJjpJkd/fCPo28wbTAdBgNV"
      "HQ4EFgQU0X0d68LX37m7onGNQm9AF/7ZJxgwHwYDVR0jBBgwFoAU0X0d68LX37m7onGNQm9AF/7ZJxgwDwYDVR0TAQH/BAUwAwEB"
      "/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDRwAwRAIgVG5EH0wfc518UIYZH2vw9sa2CHEREANXlJL3"
      "SE56SaECIH+sQbW84FGcSq8BXNnnhMBGJKD23193cNyLcyuJBxH3";

/// The same, but good from the year 2126 on.
constexpr char earlyCertificate[]
    = "MIIBajCCAQ+gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwIhgPMjEyNjAxMDEwMDAwMDBaGA8yMjI2MDE"
      "wMTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVfDXNADN3LE0azU0cv/1cHcyBh"
      "UNiIGk5/X4i8nvEnXCurQZGkHbM+s7kQOTXOFMfhy2pV/ogehCY6SZHf3wj6NOMEwwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABM"
      "A8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFNF9HevC19+5u6JxjUJvQBf+2ScYMAoGCCqGSM49BAMCA0kAMEYCIQCLKqOZIU2yyAph"
      "qMZvnDes/bcVRuankPbIuUCyPYf/GgIhAN0wcvKXSiYVmMHZo4WID5BnXRPAEGK1Rxnr8HMfMrIt";

} // namespace hubwatch::testing
